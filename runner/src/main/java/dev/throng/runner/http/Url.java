package dev.throng.runner.http;

import org.jspecify.annotations.Nullable;

/**
 * An absolute {@code http} or {@code https} URL, split the way a request needs it. Immutable.
 *
 * @param file path and query in origin-form: begins with a slash, percent-encoded, no fragment
 * @param userInfo {@code user:password} as written (percent-encoded); null when there is none
 */
public record Url(Origin origin, String file, @Nullable String userInfo) {
    /** The URL a text stands for, or null when it is no absolute http(s) URL with a host. */
    public static @Nullable Url parse(String text) {
        throw new UnsupportedOperationException("coming");
    }

    /** This URL with another reference resolved against it by RFC 3986 §5.2; null when the result is no http(s) URL. */
    public @Nullable Url resolve(String reference) {
        throw new UnsupportedOperationException("coming");
    }

    /** The path without its query. */
    public String path() {
        int query = file.indexOf('?');
        return query < 0 ? file : file.substring(0, query);
    }

    @Override
    public String toString() {
        return origin + file;
    }
}
