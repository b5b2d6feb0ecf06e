package dev.throng.runner.cli.option;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.web.WebSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The live page. */
public final class WebOptions {
    private static final int USUAL_PORT = 8089;
    private static final Duration USUAL_WAIT = Duration.ofSeconds(30);

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

    @Option(
            names = "--await-scrape",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "After the end, serve /metrics until Prometheus has the last values, or so long"
                    + " (default: 30s if it has scraped this run before, else not at all).")
    @Nullable Duration awaitScrape;

    public boolean wanted(boolean terminal) {
        return !headless && (terminal || port != null);
    }

    /** Whether another port will do when this one is taken: nobody asked for it. */
    public boolean anyPortWillDo() {
        return port == null;
    }

    public WebSettings settings() {
        return WebSettings.DEFAULTS
                .at(host, port == null ? USUAL_PORT : port)
                .withPassword(password())
                .withLabels(new WebSettings.Labels(namespace(), "", ""))
                .withScraped(awaitScrape != null);
    }

    /** Of the LoadTest; empty outside a cluster. */
    public String namespace() {
        return Optional.ofNullable(System.getenv("THRONG_NAMESPACE")).orElse("");
    }

    public Duration scrapeLimit() {
        return awaitScrape == null ? USUAL_WAIT : awaitScrape;
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
