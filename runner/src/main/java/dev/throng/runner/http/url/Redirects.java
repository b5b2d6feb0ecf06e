package dev.throng.runner.http.url;

import org.jspecify.annotations.Nullable;

/** What follows a redirect, by RFC 9110 §15.4 and the habits of browsers. Pure. */
public final class Redirects {
    private static final Stay STAY = new Stay();

    private Redirects() {}

    /** What the exchange does now. */
    public sealed interface Next {}

    /** The response is final. */
    public record Stay() implements Next {}

    /**
     * Another request is due.
     *
     * @param keepsBody the method stays, and the body is sent again
     * @param crossesOrigin credentials that were meant for the old origin do not go along
     */
    public record Hop(String method, Url url, boolean keepsBody, boolean crossesOrigin) implements Next {}

    /** The redirect cannot be followed; {@code problem} is for the failure table. */
    public record Dead(String problem) implements Next {}

    /**
     * A redirect without a Location is an ordinary response. A loop ends at the maximum of hops like any long chain:
     * with cookies in play the same URL may well answer otherwise the second time.
     *
     * @param method of the request that was answered
     * @param url of the request that was answered
     * @param location the Location field; null when there is none
     * @param hops redirects followed before in this chain
     */
    public static Next next(String method, Url url, int status, @Nullable String location, int hops, int maxHops) {
        if (!isRedirect(status) || location == null || location.isBlank()) {
            return STAY;
        }
        if (hops >= maxHops) {
            return new Dead("more than " + maxHops + " redirects");
        }
        Url next = url.resolve(location);
        if (next == null) {
            return new Dead("redirect to something that is no http URL");
        }
        boolean becomesGet = becomesGet(method, status);
        return new Hop(
                becomesGet ? "GET" : method, next, !becomesGet, !next.origin().equals(url.origin()));
    }

    /** 303 asks for a GET; for 301 and 302 browsers make one of a POST. A HEAD stays what it is. */
    private static boolean becomesGet(String method, int status) {
        return status == 303 ? !method.equals("HEAD") && !method.equals("GET") : status < 303 && method.equals("POST");
    }

    /** Whether a status asks for another request if there is a Location: 301, 302, 303, 307, 308. */
    public static boolean isRedirect(int status) {
        return status >= 301 && status <= 308 && (status <= 303 || status >= 307);
    }
}
