package dev.throng.python.http;

import java.nio.charset.StandardCharsets;

/** Addresses as Python writes them. */
final class Urls {
    private static final String ALLOWED = "!#$%&'()*+,/:;=?@[]~-._";

    private Urls() {}

    /** The same with what may not stand in a request line percent-encoded; what is encoded stays. */
    static String quoted(String url) {
        for (int i = 0; i < url.length(); i++) {
            if (!isPlain(url.charAt(i))) {
                return quote(url);
            }
        }
        return url;
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z'
                || c >= '0' && c <= '9'
                || c >= 'A' && c <= 'Z'
                || c < 0x7f && ALLOWED.indexOf(c) >= 0;
    }

    private static String quote(String url) {
        StringBuilder out = new StringBuilder(url.length() + 16);
        for (byte b : url.strip().getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isPlain(c)) {
                out.append(c);
            } else {
                out.append('%').append(String.format("%02X", (int) c));
            }
        }
        return out.toString();
    }

    /** Path and query, as a request line has them. */
    static String path(String url) {
        String whole = quoted(url);
        int hash = whole.indexOf('#');
        String bare = hash < 0 ? whole : whole.substring(0, hash);
        int from = bare.indexOf("://");
        from = from < 0 ? 0 : from + 3;
        for (int i = from; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if (c == '/') {
                return bare.substring(i);
            }
            if (c == '?') {
                return "/" + bare.substring(i);
            }
        }
        return "/";
    }
}
