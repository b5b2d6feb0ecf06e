package dev.throng.runner.notify;

import dev.throng.api.report.NoticeForm;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * A webhook.
 *
 * @param name what people call it
 * @param address as it was given; secret, so that no message may hold it
 */
public record Receiver(String name, NoticeForm form, String address) {
    /** Where to; empty when the address is no URL of HTTP. Secrets are often kept with the end of their line. */
    Optional<URI> uri() {
        try {
            URI uri = new URI(address.strip());
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return name + " (" + form + ")";
    }
}
