package dev.throng.runner.web.http;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a change was asked for by our own page or by no browser at all, rather than by a page of somebody else that is
 * open in the user's browser. Browsers say where a request comes from in {@code Sec-Fetch-Site}, older ones in {@code
 * Origin} only; pages cannot alter either, and other clients say nothing.
 */
final class SameOrigin {
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private SameOrigin() {}

    /** @param host authority that the request was sent to */
    static boolean allows(Optional<String> fetchSite, Optional<String> origin, Optional<String> host) {
        return fetchSite.map(OURS::contains).orElseGet(() -> origin.isEmpty() || host.equals(authority(origin.get())));
    }

    /**
     * The same for a GET, with which browsers send no {@code Origin}, and over plain HTTP no {@code Sec-Fetch-Site} either:
     * one that does not say where it comes from is refused.
     */
    static boolean allowsGet(Optional<String> fetchSite, Optional<String> userAgent) {
        return fetchSite
                .map(OURS::contains)
                .orElseGet(() ->
                        userAgent.filter(agent -> agent.startsWith("Mozilla/")).isEmpty());
    }

    private static Optional<String> authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether this host name can be meant for a server that listens on the loopback address only. Any other name is one
     * that somebody else's page made point here, to be our page's origin.
     */
    static boolean namesLoopback(String host) {
        String name = host.startsWith("[") ? host.substring(0, host.indexOf(']') + 1) : host.replaceFirst(":\\d*$", "");
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || name.matches("127(\\.\\d{1,3}){3}");
    }
}
