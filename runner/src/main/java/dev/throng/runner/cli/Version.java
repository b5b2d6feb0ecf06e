package dev.throng.runner.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Throng's own version, from the jar's manifest. */
final class Version implements IVersionProvider {
    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"throng " + text() + " (Java " + Runtime.version() + ")"};
    }
}
