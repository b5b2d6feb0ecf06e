package dev.throng.runner.http;

import dev.throng.runner.script.ByteSink;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of one virtual user, by RFC 6265: domain and host-only, path, Max-Age and Expires, Secure, deletion.
 * Confined to the user's loop. A user who never got a cookie needs no jar.
 */
public final class CookieJar {
    /**
     * Stores what a response sets.
     *
     * @param origin where the request went
     * @param requestPath the request's path (a query is ignored)
     * @param nowMillis wall clock, epoch
     */
    public void store(ResponseParser response, Origin origin, String requestPath, long nowMillis) {
        throw new UnsupportedOperationException("coming");
    }

    /** Appends {@code name=value; name=value} for a request; nothing when no cookie matches. */
    public boolean appendTo(ByteSink out, Origin origin, byte[] path, int from, int to, long nowMillis) {
        throw new UnsupportedOperationException("coming");
    }

    /** The value of the cookie with this name that was stored last; null when the user holds none. */
    public @Nullable String value(String name, long nowMillis) {
        throw new UnsupportedOperationException("coming");
    }

    public boolean isEmpty() {
        throw new UnsupportedOperationException("coming");
    }
}
