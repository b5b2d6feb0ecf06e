package dev.throng.runner.http.cookie;

import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.script.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of one virtual user, by RFC 6265: domain and host-only, path, Max-Age and Expires, Secure, deletion.
 * Confined to the user's loop. A user who never got a cookie needs no jar. There is no list of public suffixes: a
 * domain must have a dot in it, that is all.
 */
public final class CookieJar {
    /** The oldest goes when there are more. */
    static final int MAX_COOKIES = 100;

    private static final byte[] SEPARATOR = {';', ' '};

    /** From the longest path to the shortest, then from the oldest to the newest: the order of sending. */
    private final List<Cookie> cookies = new ArrayList<>(2);

    /** Names in the order of storing, the newest last. */
    private final List<Cookie> byAge = new ArrayList<>(2);

    /**
     * Stores what a response sets.
     *
     * @param origin where the request went
     * @param requestPath the request's path, without a query
     * @param nowMillis wall clock, epoch
     */
    public void store(ResponseParser response, Origin origin, String requestPath, long nowMillis) {
        response.fields("set-cookie", (bytes, from, to) -> {
            String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
            store(text, origin, requestPath, nowMillis);
        });
    }

    public void store(String setCookie, Origin origin, String requestPath, long nowMillis) {
        Cookie cookie = Cookie.parse(setCookie, origin, requestPath, nowMillis);
        if (cookie == null) {
            return;
        }
        int place = remove(cookie);
        if (cookie.isExpired(nowMillis)) {
            return;
        }
        if (byAge.size() == MAX_COOKIES) {
            cookies.remove(byAge.removeFirst());
        }
        byAge.add(cookie);
        cookies.add(place >= 0 ? Math.min(place, cookies.size()) : placeFor(cookie), cookie);
    }

    /** Removes the cookie that another takes the place of; gives its place, -1 when there is none. */
    private int remove(Cookie successor) {
        for (int i = 0; i < cookies.size(); i++) {
            if (successor.replaces(cookies.get(i))) {
                byAge.remove(cookies.remove(i));
                return i;
            }
        }
        return -1;
    }

    private int placeFor(Cookie cookie) {
        int place = 0;
        while (place < cookies.size()
                && cookies.get(place).path().length() >= cookie.path().length()) {
            place++;
        }
        return place;
    }

    /**
     * Appends {@code name=value; name=value} for a request.
     *
     * @param target the request target, from {@code from} to {@code to}
     * @return false when no cookie is for it
     */
    public boolean appendTo(ByteSink out, Origin origin, byte[] target, int from, int to, long nowMillis) {
        boolean any = false;
        for (int i = 0; i < cookies.size(); i++) {
            Cookie cookie = cookies.get(i);
            if (!cookie.isExpired(nowMillis) && cookie.isFor(origin, target, from, to)) {
                if (any) {
                    out.append(SEPARATOR);
                }
                out.append(cookie.pair());
                any = true;
            }
        }
        return any;
    }

    /** The value of the cookie with this name that was stored last; null when the user holds none. */
    public @Nullable String value(String name, long nowMillis) {
        for (int i = byAge.size() - 1; i >= 0; i--) {
            Cookie cookie = byAge.get(i);
            if (cookie.name().equals(name) && !cookie.isExpired(nowMillis)) {
                return new String(cookie.value().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    public boolean isEmpty() {
        return cookies.isEmpty();
    }
}
