package dev.throng.api.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A way of writing a text: its pattern for machines, its words for people, and what a near miss most likely means. */
public enum Notation {
    DURATION(Patterns.DURATION, "a duration such as 30s, 1m30s or 500ms", Correction::duration),
    RATE(Patterns.RATE, "a rate such as 500/s, 30/m or 100/h", Correction::rate),
    PERCENT(Patterns.PERCENT, "a percentage such as 10%", Correction::percent),
    BYTES(Patterns.BYTES, "a size in bytes such as 1Mi, 500k or 4096", Correction::bytes),
    BASE_URL(Patterns.BASE_URL, "a base URL such as http://items.shop.svc:8000", Correction::url),
    URL(Patterns.URL, "a URL such as http://prometheus:9090", Correction::url),
    REQUESTS_THRESHOLD(
            Patterns.REQUESTS_THRESHOLD,
            "a threshold such as p95 < 500ms, failureRate < 1%, failures < 10, requests > 1000 or rps >= 50",
            Correction::threshold),
    THRESHOLD(
            Patterns.THRESHOLD,
            "a threshold such as p95 < 500ms, failureRate < 1%, failures < 10, requests > 1000 or rps >= 50",
            Correction::threshold),
    STATUS(Patterns.STATUS, "a status such as 429 or 5xx", text -> text.toLowerCase(Locale.ROOT)),
    STATUSES(Patterns.STATUSES, "a status such as 200, 2xx, 400-409 or NOT_FOUND", Correction::statuses),
    RPC(Patterns.RPC, "a service and a method such as shop.v1.Catalog/GetItem", Correction::rpc),
    SHA256(Patterns.SHA256, "64 hexadecimal digits in lower case", text -> text.toLowerCase(Locale.ROOT)),
    MD5(Patterns.MD5, "32 hexadecimal digits in lower case", text -> text.toLowerCase(Locale.ROOT)),
    OBSERVED(Patterns.OBSERVED, "a condition such as value < 90", Correction::observed),
    WORKLOAD(
            Patterns.WORKLOAD,
            "a workload such as deployment/items",
            text -> (text.contains("/") ? text : "deployment/" + text).toLowerCase(Locale.ROOT)),
    JSON_PATH(Patterns.JSON_PATH, "a JSONPath such as $.data.id", Correction::jsonPath),
    VARIABLE(Patterns.VARIABLE, "a name of letters, digits and _ that begins with no digit", Correction::variable),
    TAG(Patterns.TAG, "a word of letters, digits, '.', '_' and '-' such as checkout", Correction::token),
    HOST(Patterns.HOST, "a host's name or address such as shop.example.com", Correction::host),
    HOSTS(Patterns.HOSTS, "hosts' names or addresses such as 10.0.0.7, 10.0.0.8", Correction::host),
    HOST_OR_BELOW(
            Patterns.HOST_OR_BELOW,
            "a host, or a domain with a dot before it, such as .svc.cluster.local",
            Correction::host),
    ADDRESS(Patterns.ADDRESS, "an address such as 10.0.0.5 or fd00::5", Correction::host),
    TOKEN(Patterns.TOKEN, "a name without spaces, colons or commas such as X-Request-Id", Correction::token),
    METRIC(Patterns.METRIC, "a measure such as p95, mean, max, failureRate or rps", Correction::metric),
    DRIFTING(Patterns.DRIFTING, "p50, p95, failureRate or rps", Correction::metric),
    GRADED(Patterns.GRADED, "p50, p95, p99 or another percentile, mean or failureRate", Correction::metric),
    GRADE_LIMIT(Patterns.GRADE_LIMIT, "a time or a share such as 300ms or 1%", Correction::duration),
    CRON(
            Patterns.CRON,
            "a cron schedule of five fields (minute, hour, day of month, month, day of week) such as 0 2 * * *",
            Correction::cron),
    SOCKET_PATH(Patterns.SOCKET_PATH, "a path such as /feed", Correction::requestPath),
    BASE64(Patterns.BASE64, "bytes in base64 such as AAEC", text -> text.replaceAll("\\s", "")),
    REQUEST_PATH(Patterns.REQUEST_PATH, "a path such as /api/v1/items", Correction::requestPath),
    RESOURCE_NAME(
            Patterns.RESOURCE_NAME,
            "a name of lower-case letters, digits and '-' that begins with a letter",
            Correction::resourceName),
    OBJECT_NAME(
            Patterns.OBJECT_NAME,
            "an object's name of lower-case letters, digits, '-' and '.'",
            Correction::resourceName),
    ENVIRONMENT(Patterns.ENVIRONMENT, "a variable's name such as API_TOKEN", Correction::variable),
    FOLDER(Patterns.FOLDER, "a relative path such as reports/items", text -> text.replaceFirst("^[./]+", ""));

    private static final int LONGEST = 4096;
    private static final int LONGEST_CORRECTED = 256;
    private static final Map<String, Notation> BY_PATTERN = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(n -> n.pattern.pattern(), Function.identity()));

    private final Pattern pattern;
    private final String words;
    private final UnaryOperator<String> correction;

    Notation(String pattern, String words, UnaryOperator<String> correction) {
        this.pattern = Pattern.compile(pattern);
        this.words = words;
        this.correction = correction;
    }

    /** The notation of a pattern from {@link Patterns}. */
    public static Notation of(String pattern) {
        Notation found = BY_PATTERN.get(pattern);
        if (found == null) {
            throw new IllegalArgumentException("no notation has the pattern " + pattern);
        }
        return found;
    }

    /** Texts longer than any field takes never match: a bound for the matcher's work and depth. */
    public boolean matches(String text) {
        return text.length() <= LONGEST && pattern.matcher(text).find();
    }

    /** What it is, with examples: {@code a duration such as 30s, 1m30s or 500ms}. */
    public String words() {
        return words;
    }

    /** What the writer of a text that does not match most likely meant, written rightly. */
    public Optional<String> correct(String text) {
        return Optional.of(text.strip())
                .filter(stripped -> stripped.length() <= LONGEST_CORRECTED)
                .map(correction)
                .filter(this::matches);
    }
}
