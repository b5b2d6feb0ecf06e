package dev.throng.runner.web;

import java.util.Optional;

/**
 * How the live page is served. Start from {@link #DEFAULTS}.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param password asked for when present ({@code --web-password-file}, THRONG_WEB_PASSWORD)
 * @param labels who the run is, on every Prometheus series
 * @param scraped whether a Prometheus is known to scrape this server, so that its last values are worth waiting for even when it was not seen yet
 */
public record WebSettings(String host, int port, Optional<String> password, Labels labels, boolean scraped) {
    public static final WebSettings DEFAULTS =
            new WebSettings("127.0.0.1", 8089, Optional.empty(), new Labels("", "", ""), false);

    /**
     * @param namespace of the LoadTest; empty outside a cluster
     * @param loadTest the LoadTest's name; the plan's when empty
     * @param run identifies this run among the LoadTest's; the run's id when empty
     */
    public record Labels(String namespace, String loadTest, String run) {}

    public WebSettings at(String address, int number) {
        return new WebSettings(address, number, password, labels, scraped);
    }

    public WebSettings withPassword(Optional<String> secret) {
        return new WebSettings(host, port, secret, labels, scraped);
    }

    public WebSettings withLabels(Labels identity) {
        return new WebSettings(host, port, password, identity, scraped);
    }

    public WebSettings withScraped(boolean expected) {
        return new WebSettings(host, port, password, labels, expected);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "WebSettings[" + host + ":" + port + (password.isPresent() ? ", with password" : "") + ", " + labels
                + "]";
    }
}
