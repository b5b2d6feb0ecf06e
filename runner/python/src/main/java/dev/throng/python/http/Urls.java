package dev.throng.python.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses as Python writes them. */
final class Urls {
    private static final String UNRESERVED = "-._~";
    private static final String PATH = UNRESERVED + "!$&'()*+,;=:@/";
    private static final String QUERY = PATH + "?";

    /** What is left alone wherever it stands; FastHttpUser sends nearly everything as it is written. */
    private static final String ALLOWED = QUERY + "#%[]";

    private static final Pattern ENCODED = Pattern.compile("%[0-9a-fA-F]{2}");

    private Urls() {}

    /** The same with what may not stand in a request line percent-encoded; what is encoded stays. */
    static String quoted(String url) {
        for (int i = 0; i < url.length(); i++) {
            if (!isOf(ALLOWED, url.charAt(i))) {
                return encoded(url.strip(), ALLOWED);
            }
        }
        return url;
    }

    /**
     * The same as requests and urllib3 write it: what a path or a query may not hold is percent-encoded, brackets too, and
     * the percent signs as well where one of them encodes nothing; letters that need no encoding get none; {@code /./} and
     * {@code /../} are gone.
     */
    static String normal(String url) {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (!isOf(QUERY, c) || c == '.' && i > 0 && url.charAt(i - 1) == '/') {
                return rewritten(url.stripLeading());
            }
        }
        return url;
    }

    private static String rewritten(String url) {
        int scheme = url.indexOf("://");
        int from = scheme < 0 ? 0 : scheme + 3;
        while (from < url.length() && "/?#".indexOf(url.charAt(from)) < 0) {
            from++;
        }
        int hash = url.indexOf('#', from);
        int end = hash < 0 ? url.length() : hash;
        int mark = url.indexOf('?', from);
        int middle = mark < 0 || mark > end ? end : mark;
        String path = withoutDots(url.substring(from, middle));
        String query = url.substring(middle, end);
        return url.substring(0, from) + plain(escaped(path, PATH)) + plain(escaped(query, QUERY));
    }

    /** By RFC 3986, 5.2.4. */
    private static String withoutDots(String path) {
        if (!path.contains("/.")) {
            return path;
        }
        List<String> kept = new ArrayList<>();
        for (String part : path.substring(1).split("/", -1)) {
            if (part.equals("..") && !kept.isEmpty()) {
                kept.removeLast();
            } else if (!part.equals(".") && !part.equals("..")) {
                kept.add(part);
            }
        }
        if (path.endsWith("/.") || path.endsWith("/..")) {
            kept.add("");
        }
        return "/" + String.join("/", kept);
    }

    private static String escaped(String text, String allowed) {
        boolean all = ENCODED.matcher(text).replaceAll("").indexOf('%') < 0;
        String upper = ENCODED.matcher(text).replaceAll(found -> found.group().toUpperCase(Locale.ROOT));
        return encoded(upper, all ? allowed + "%" : allowed);
    }

    /** Without the encoding of what needs none. */
    private static String plain(String text) {
        return ENCODED.matcher(text).replaceAll(found -> {
            char c = (char) Integer.parseInt(found.group().substring(1), 16);
            return isOf(UNRESERVED, c) ? String.valueOf(c) : found.group();
        });
    }

    /** A letter, a digit, or one of these. */
    private static boolean isOf(String others, char c) {
        return c >= 'a' && c <= 'z'
                || c >= '0' && c <= '9'
                || c >= 'A' && c <= 'Z'
                || c < 0x7f && others.indexOf(c) >= 0;
    }

    private static String encoded(String text, String allowed) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isOf(allowed, c)) {
                out.append(c);
            } else {
                out.append('%').append(String.format("%02X", (int) c));
            }
        }
        return out.toString();
    }

    /** Path and query of what {@link #normal} gives, as a request line has them. */
    static String path(String url) {
        String whole = normal(url);
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
