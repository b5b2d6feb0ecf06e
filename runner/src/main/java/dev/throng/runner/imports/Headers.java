package dev.throng.runner.imports;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which header fields of a recorded request are its own, and not its client's. */
public final class Headers {
    private static final Set<String> OF_THE_CLIENT = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "accept-encoding",
            "cookie",
            "user-agent",
            "origin",
            "referer",
            "upgrade-insecure-requests",
            "cache-control",
            "pragma",
            "priority",
            "te",
            "dnt",
            "if-none-match",
            "if-modified-since",
            "postman-token");

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

    private Headers() {}

    public static boolean isOwn(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return TOKEN.matcher(name).matches() && !lower.startsWith("sec-") && !OF_THE_CLIENT.contains(lower);
    }

    /** Whether whoever sends a request writes it itself. */
    public static boolean isOfTheClient(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("sec-") || OF_THE_CLIENT.contains(lower);
    }
}
