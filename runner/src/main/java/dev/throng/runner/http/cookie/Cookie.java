package dev.throng.runner.http.cookie;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.throng.runner.http.url.Origin;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stored cookie (RFC 6265 §5.3). Its text is Latin-1, so that every byte goes back as it came.
 *
 * @param domain lower case, without a leading dot
 * @param hostOnly sent to exactly this host, not to those below it
 * @param path begins with a slash
 * @param expiresAtMillis epoch; {@link Long#MAX_VALUE} for the length of the session, which is the user's life
 * @param pair {@code name=value}, ready to be sent
 */
public record Cookie(
        String name,
        String value,
        String domain,
        boolean hostOnly,
        String path,
        boolean secure,
        long expiresAtMillis,
        byte[] pair) {
    static final int MAX_BYTES = 4096;

    /**
     * Reads a Set-Cookie value; null when it is to be ignored: malformed, too long, or meant for a foreign domain.
     *
     * @param requestPath the path of the request, without its query
     */
    static @Nullable Cookie parse(String text, Origin origin, String requestPath, long nowMillis) {
        String[] parts = text.split(";", -1);
        int equals = parts[0].indexOf('=');
        String name = equals < 0 ? "" : parts[0].substring(0, equals).strip();
        String value = parts[0].substring(equals + 1).strip();
        if (name.isEmpty() || name.length() + value.length() > MAX_BYTES || hasControl(parts[0])) {
            return null;
        }
        Attributes attributes = new Attributes(requestPath);
        for (int i = 1; i < parts.length; i++) {
            attributes.add(parts[i], nowMillis);
        }
        return attributes.allow(origin.host()) ? attributes.cookie(name, value, origin.host()) : null;
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f);
    }

    boolean replaces(Cookie other) {
        return name.equals(other.name)
                && domain.equals(other.domain)
                && path.equals(other.path)
                && hostOnly == other.hostOnly;
    }

    boolean isExpired(long nowMillis) {
        return expiresAtMillis <= nowMillis;
    }

    /** @param bytes the request target, a query may follow the path */
    boolean isFor(Origin origin, byte[] bytes, int from, int to) {
        boolean hostMatches = origin.host().equals(domain) || !hostOnly && isBelow(origin.host(), domain);
        return hostMatches && (origin.tls() || !secure) && pathMatches(bytes, from, to);
    }

    private boolean pathMatches(byte[] bytes, int from, int to) {
        int length = path.length();
        if (to - from < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((bytes[from + i] & 0xff) != path.charAt(i)) {
                return false;
            }
        }
        boolean whole = path.charAt(length - 1) == '/' || to - from == length;
        return whole || bytes[from + length] == '/' || bytes[from + length] == '?';
    }

    private static boolean isBelow(String host, String domain) {
        boolean longer = host.length() > domain.length() && host.endsWith(domain);
        return longer && host.charAt(host.length() - domain.length() - 1) == '.' && !isAddress(host);
    }

    /** A numeric last label or a colon: such hosts have no domains. */
    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || Character.isDigit(host.charAt(host.lastIndexOf('.') + 1));
    }

    /** The attributes of one Set-Cookie value; the last of a kind wins. */
    private static final class Attributes {
        private final String requestPath;
        private @Nullable String domain;
        private @Nullable String path;
        private boolean secure;
        private boolean hasMaxAge;
        private long expiresAt = Long.MAX_VALUE;

        Attributes(String requestPath) {
            this.requestPath = requestPath;
        }

        void add(String attribute, long nowMillis) {
            int equals = attribute.indexOf('=');
            String name = (equals < 0 ? attribute : attribute.substring(0, equals)).strip();
            String value = equals < 0 ? "" : attribute.substring(equals + 1).strip();
            switch (name.toLowerCase(Locale.ROOT)) {
                case "domain" -> domain = value.isEmpty() ? domain : bareDomain(value);
                case "path" -> path = value.startsWith("/") ? value : null;
                case "secure" -> secure = true;
                case "max-age" -> maxAge(value, nowMillis);
                case "expires" -> expires(value);
                default -> {
                    // HttpOnly and SameSite are for browsers with scripts and pages; others are unknown.
                }
            }
        }

        private static String bareDomain(String value) {
            return (value.startsWith(".") ? value.substring(1) : value).toLowerCase(Locale.ROOT);
        }

        private void maxAge(String value, long nowMillis) {
            if (value.matches("-?\\d{1,18}")) {
                long seconds = Long.parseLong(value);
                hasMaxAge = true;
                boolean endless = seconds > (Long.MAX_VALUE - nowMillis) / 1000;
                expiresAt = seconds <= 0 ? Long.MIN_VALUE : endless ? Long.MAX_VALUE : nowMillis + seconds * 1000;
            }
        }

        private void expires(String value) {
            long at = CookieDate.parse(value);
            if (at != CookieDate.NONE && !hasMaxAge) {
                expiresAt = at;
            }
        }

        /** Whether a host may set cookies for the domain; one without a dot is a public suffix or the host itself. */
        boolean allow(String host) {
            String wanted = domain;
            return wanted == null || wanted.equals(host) || wanted.contains(".") && isBelow(host, wanted);
        }

        Cookie cookie(String name, String value, String host) {
            boolean hostOnly = domain == null || isAddress(host);
            String own = domain == null ? host : domain;
            byte[] pair = (name + "=" + value).getBytes(ISO_8859_1);
            return new Cookie(name, value, own, hostOnly, path == null ? defaultPath() : path, secure, expiresAt, pair);
        }

        private String defaultPath() {
            int slash = requestPath.lastIndexOf('/');
            return slash <= 0 ? "/" : requestPath.substring(0, slash);
        }
    }
}
