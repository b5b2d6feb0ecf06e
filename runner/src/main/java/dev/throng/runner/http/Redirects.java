package dev.throng.runner.http;

import org.jspecify.annotations.Nullable;

/** What follows a redirect, by RFC 9110 §15.4 and the habits of browsers. Pure. */
public final class Redirects {
    private Redirects() {}

    /** The answer to "and now?". */
    public sealed interface Next {}

    /** The response is final. */
    public record Stay() implements Next {}

    /** Another request is due. */
    public record Hop(String method, Url url, boolean keepsBody, boolean crossesOrigin) implements Next {}

    /** The redirect cannot be followed. */
    public record Dead(String problem) implements Next {}

    /**
     * @param method of the request that was answered
     * @param url of the request that was answered
     * @param location the Location field; null when there is none
     * @param hops redirects followed before in this chain
     */
    public static Next next(String method, Url url, int status, @Nullable String location, int hops, int maxHops) {
        throw new UnsupportedOperationException("coming");
    }

    /** Whether a status asks for another request; cheap, before anything else is looked at. */
    public static boolean isRedirect(int status) {
        return status >= 301 && status <= 308 && (status <= 303 || status >= 307);
    }
}
