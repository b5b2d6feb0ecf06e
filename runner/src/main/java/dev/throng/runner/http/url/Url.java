package dev.throng.runner.http.url;

import dev.throng.runner.script.ByteSink;
import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An absolute {@code http} or {@code https} URL, split the way a request needs it. Immutable. As forgiving as browsers
 * where servers are careless: what may not stand in a request line is percent-encoded instead of refused.
 *
 * @param file path and query in origin-form: begins with a slash, no fragment
 * @param userInfo {@code user:password} as written (percent-encoded); null when there is none
 */
public record Url(Origin origin, String file, @Nullable String userInfo) {
    /** The parts of RFC 3986 appendix B: scheme, authority, path, query; the fragment is dropped. */
    private static final Pattern PARTS = Pattern.compile(
            "(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(\\?[^#]*)?(?:#.*)?", Pattern.DOTALL);

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:(.*)@)?(\\[[0-9A-Fa-f:.]+]|[^\\[\\]:@\\s]+)(?::(\\d{0,5}))?", Pattern.DOTALL);

    private static final int HIGHEST_PORT = 65535;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    /** What RFC 3986 lets stand nowhere, though it is visible. */
    private static final boolean[] FORBIDDEN = forbidden();

    /** The URL a text stands for, or null when it is no absolute http(s) URL with a host. */
    public static @Nullable Url parse(String text) {
        Matcher parts = split(text);
        String scheme = parts.group(1);
        String authority = parts.group(2);
        if (scheme == null || authority == null) {
            return null;
        }
        return of(scheme, authority, parts.group(3), parts.group(4));
    }

    /**
     * This URL with another reference resolved against it by RFC 3986 §5.2; null when the result is no http(s) URL.
     * Only an authority in the reference itself brings user information.
     */
    public @Nullable Url resolve(String reference) {
        Matcher parts = split(reference);
        String scheme = parts.group(1);
        String authority = parts.group(2);
        if (authority != null) {
            return of(scheme == null ? scheme() : scheme, authority, parts.group(3), parts.group(4));
        }
        return scheme == null ? new Url(origin, merged(parts.group(3), parts.group(4)), null) : null;
    }

    private String merged(String path, @Nullable String query) {
        if (path.isEmpty()) {
            return query == null ? file : encoded(path() + query);
        }
        String base = path();
        String full = path.startsWith("/") ? path : base.substring(0, base.lastIndexOf('/') + 1) + path;
        return encoded(withoutDots(full) + (query == null ? "" : query));
    }

    private static @Nullable Url of(String scheme, String authority, String path, @Nullable String query) {
        boolean tls = scheme.equalsIgnoreCase("https");
        Matcher parts = AUTHORITY.matcher(authority);
        if (!(tls || scheme.equalsIgnoreCase("http")) || !parts.matches()) {
            return null;
        }
        String host = host(parts.group(2));
        int port = port(parts.group(3), tls);
        if (host == null || port < 1 || port > HIGHEST_PORT) {
            return null;
        }
        String file = withoutDots(path.isEmpty() ? "/" : path) + (query == null ? "" : query);
        return new Url(new Origin(tls, host, port), encoded(file), parts.group(1));
    }

    private static Matcher split(String text) {
        Matcher parts = PARTS.matcher(text.strip());
        if (!parts.matches()) {
            throw new AssertionError("the pattern matches any text");
        }
        return parts;
    }

    private static @Nullable String host(String written) {
        String bare = written.startsWith("[") ? written.substring(1, written.length() - 1) : written;
        try {
            return (bare.indexOf(':') >= 0 ? bare : IDN.toASCII(bare)).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notAName) {
            return null;
        }
    }

    private static int port(@Nullable String digits, boolean tls) {
        return digits == null || digits.isEmpty() ? Origin.defaultPort(tls) : Integer.parseInt(digits);
    }

    /** RFC 3986 §5.2.4, for a path that begins with a slash. */
    private static String withoutDots(String path) {
        if (!path.contains("/.")) {
            return path;
        }
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean up = segments[i].equals("..");
            boolean dots = up || segments[i].equals(".");
            if (up && !kept.isEmpty()) {
                kept.removeLast();
            }
            if (!dots || i == segments.length - 1) {
                kept.addLast(dots ? "" : segments[i]);
            }
        }
        return "/" + String.join("/", kept);
    }

    private static String encoded(String file) {
        ByteSink bytes = new ByteSink(file.length() + 16);
        bytes.append(file);
        encode(bytes, 0);
        return new String(bytes.array(), 0, bytes.length(), StandardCharsets.US_ASCII);
    }

    /**
     * Makes what lies behind an index fit for a request line: percent-encodes all that may stand in no URL (RFC 3986), and
     * drops a fragment.
     */
    public static void encode(ByteSink target, int from) {
        byte[] bytes = target.array();
        for (int at = from; at < target.length(); at++) {
            if (bytes[at] == '#') {
                target.truncate(at);
            } else if (!mayStand(bytes[at])) {
                encodeRest(target, at);
                return;
            }
        }
    }

    private static void encodeRest(ByteSink target, int from) {
        byte[] rest = Arrays.copyOfRange(target.array(), from, target.length());
        target.truncate(from);
        for (byte b : rest) {
            if (b == '#') {
                return;
            }
            if (mayStand(b)) {
                target.append(b);
            } else {
                percent(target, b);
            }
        }
    }

    private static boolean mayStand(byte b) {
        return b > ' ' && b < 0x7f && !FORBIDDEN[b];
    }

    private static boolean[] forbidden() {
        boolean[] set = new boolean[0x80];
        for (char c : "\"<>\\^`{|}".toCharArray()) {
            set[c] = true;
        }
        return set;
    }

    /**
     * The text of a Location field. Its bytes stay what they are: text in UTF-8 is taken as such, and anything else that is no
     * ASCII is percent-encoded byte by byte.
     */
    public static String ofField(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException someOtherCharset) {
            ByteSink text = new ByteSink(to - from + 16);
            for (int at = from; at < to; at++) {
                if (bytes[at] >= 0) {
                    text.append(bytes[at]);
                } else {
                    percent(text, bytes[at]);
                }
            }
            return new String(text.array(), 0, text.length(), StandardCharsets.US_ASCII);
        }
    }

    private static void percent(ByteSink target, byte b) {
        target.append((byte) '%');
        target.append(HEX[b >> 4 & 0xf]);
        target.append(HEX[b & 0xf]);
    }

    private String scheme() {
        return origin.tls() ? "https" : "http";
    }

    /** The path without its query. */
    public String path() {
        int query = file.indexOf('?');
        return query < 0 ? file : file.substring(0, query);
    }

    /** Without the user information: this is for people. */
    @Override
    public String toString() {
        return origin + file;
    }
}
