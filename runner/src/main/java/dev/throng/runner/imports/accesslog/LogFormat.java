package dev.throng.runner.imports.accesslog;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a line is written. Confined to one thread. */
final class LogFormat {
    private static final DateTimeFormatter ENGLISH =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

    private final Pattern line;
    private final DateTimeFormatter time;
    /** Neighbouring lines mostly have the same time. */
    private String known = "";

    private long knownSecond;

    private LogFormat(String line, DateTimeFormatter time) {
        this.line = Pattern.compile(line);
        this.time = time;
    }

    /** The common and the combined format of nginx and Apache, with or without the host in front. */
    static LogFormat common() {
        return new LogFormat(
                "(?:\\S+ )?(?<client>\\S+) \\S+ (?:\\S+|\"[^\"]*\") \\[(?<time>[^]]+)] "
                        + "\"(?<method>[A-Z]+) (?<path>\\S+)(?: HTTP/[0-9.]+)?\" (?<status>[0-9]{3}) .*",
                ENGLISH);
    }

    /** Envoy's and Istio's default. */
    static LogFormat envoy() {
        return new LogFormat(
                "\\[(?<time>[0-9T:.+-]+Z?)] \"(?<method>[A-Z]+) (?<path>\\S+)(?: HTTP/[0-9.]+)?\" (?<status>[0-9]{3}) "
                        + "[^\"]*(?:\"-\" )?[-0-9 ]*(?:\"(?<client>[^\"]*)\")?.*",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    /** Application load balancers of AWS. */
    static LogFormat loadBalancer() {
        return new LogFormat(
                "(?:https?|h2|grpcs|wss?) (?<time>\\S+) \\S+ (?<client>\\S+?)(?::[0-9]+)? \\S+ \\S+ \\S+ \\S+ (?<status>[0-9]{3}) \\S+ \\S+ \\S+ "
                        + "\"(?<method>[A-Z]+) (?<path>\\S+)(?: HTTP/[0-9.]+)?\".*",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    /** What the line tells; empty when it is written otherwise. */
    Optional<Hit> hit(String text) {
        Matcher parts = line.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String path = path(parts.group("path"));
        try {
            return path.startsWith("/")
                    ? Optional.of(new Hit(
                            second(parts.group("time")),
                            parts.group("method"),
                            path,
                            Integer.parseInt(parts.group("status")),
                            client(parts.group("client"))))
                    : Optional.empty();
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static String client(@Nullable String address) {
        return address == null || address.equals("-") ? "" : address;
    }

    private long second(String text) {
        if (!text.equals(known)) {
            knownSecond = OffsetDateTime.parse(text, time).toEpochSecond();
            known = text;
        }
        return knownSecond;
    }

    /** Proxies' logs have whole URLs. */
    private static String path(String whole) {
        String url = whole.replaceFirst("#.*", "");
        int scheme = url.indexOf("://");
        if (scheme < 0 || url.startsWith("/")) {
            return url;
        }
        int slash = url.indexOf('/', scheme + 3);
        return slash < 0 ? "/" : url.substring(slash);
    }
}
