package dev.throng.runner.cli;

import dev.throng.runner.web.WebSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The live page. */
final class WebOptions {
    private static final int USUAL_PORT = 8089;

    @Option(
            names = "--headless",
            description = "No live page: opens no port. The default when standard output is no terminal"
                    + " and no --web-port is given.")
    boolean headless;

    @Option(
            names = "--web-host",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "Address of the live page (default: ${DEFAULT-VALUE}).")
    String host = "127.0.0.1";

    @Option(
            names = {"-P", "--web-port"},
            paramLabel = "PORT",
            description = "Port of the live page and of /metrics, 0 for any free one (default: " + USUAL_PORT + ").")
    @Nullable Integer port;

    @Option(
            names = "--web-password-file",
            paramLabel = "FILE",
            description = "Ask for this password; THRONG_WEB_PASSWORD does the same.")
    @Nullable Path passwordFile;

    boolean wanted(boolean terminal) {
        return !headless && (terminal || port != null);
    }

    /** Whether another port will do when this one is taken: nobody asked for it. */
    boolean anyPortWillDo() {
        return port == null;
    }

    WebSettings settings() {
        return WebSettings.DEFAULTS.at(host, port == null ? USUAL_PORT : port).withPassword(password());
    }

    private Optional<String> password() {
        if (passwordFile == null) {
            return Optional.ofNullable(System.getenv("THRONG_WEB_PASSWORD")).filter(text -> !text.isEmpty());
        }
        try {
            return Optional.of(Files.readString(passwordFile).strip());
        } catch (IOException e) {
            throw new Refusal(ExitCode.INVALID, "cannot read --web-password-file " + passwordFile);
        }
    }
}
