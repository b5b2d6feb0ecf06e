package dev.throng.runner.cli.process;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Throng's own version, from the jar's manifest. */
public final class Version implements IVersionProvider {
    public static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"throng " + text() + " (Java " + Runtime.version() + ")"};
    }
}
