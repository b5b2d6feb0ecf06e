package dev.throng.api.schema;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guesses at what was meant by a text that misses its notation. A guess may be wrong or senseless: {@link Notation}
 * drops those that do not match. Every method is total, and quick for any input.
 */
final class Correction {
    private static final Pattern QUANTITY =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?) *([A-Za-z]*)[ ,]*(?:and )?");
    private static final Pattern RATE =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?) *(?:/|per|p|rp|req/|tp) *([A-Za-z]+)");
    private static final Pattern COMPARISON =
            Pattern.compile("(\\S{1,40}?) *(<=|>=|=<|=>|<|>|==?) *([0-9.]{1,20}) *(\\S{0,10})");
    private static final Pattern K6_PERCENTILE = Pattern.compile("p\\(([0-9.]{1,7})\\)");
    /** What begins as a host does and hardly as a path. */
    private static final Pattern HOST = Pattern.compile(
            "(?i)www\\.|localhost(?:[:/]|$)|[a-z0-9.-]{1,255}:[0-9]{1,5}(?:/|$)|(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,63}/");

    private static final BigDecimal HOURS_PER_DAY = BigDecimal.valueOf(24);
    private static final BigDecimal HOURS_PER_WEEK = BigDecimal.valueOf(24 * 7);

    private Correction() {}

    /** Words for units, a number alone as seconds, days and weeks as hours, ISO 8601. */
    static String duration(String text) {
        if (text.regionMatches(true, 0, "P", 0, 1)) {
            return isoDuration(text);
        }
        StringBuilder result = new StringBuilder();
        Matcher parts = QUANTITY.matcher(text);
        int end = 0;
        while (parts.lookingAt()) {
            result.append(quantity(parts.group(1), parts.group(2).toLowerCase(Locale.ROOT)));
            end = parts.end();
            parts.region(end, text.length());
        }
        return end == text.length() ? result.toString() : "";
    }

    /** Capital letters, blanks, other signs for a class. */
    static String statuses(String text) {
        if (text.matches("[A-Za-z][A-Za-z _-]+")) {
            return text.strip()
                    .replaceAll("[ -]+", "_")
                    .toUpperCase(Locale.ROOT)
                    .replaceFirst("^CANCELED$", "CANCELLED");
        }
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", "")
                .replaceFirst("^([1-5])(xx|\\*+|00-[1-5]?99)$", "$1xx")
                .replaceFirst("^([1-5][0-9][0-9])(?:\\.\\.+|to|\u2013)([1-5][0-9][0-9])$", "$1-$2");
    }

    /** A leading slash, dots or colons before the method, as other tools write it. */
    static String rpc(String text) {
        String bare = text.strip().replaceFirst("^/", "");
        return bare.contains("/") ? bare : bare.replaceFirst("[.:#]([A-Za-z0-9_]+)$", "/$1");
    }

    private static String isoDuration(String text) {
        try {
            return GoDuration.format(Duration.parse(text));
        } catch (DateTimeException | ArithmeticException notIso) {
            return "";
        }
    }

    private static String quantity(String number, String unit) {
        return switch (unit) {
            case "ns", "nanos", "nanoseconds" -> number + "ns";
            case "us", "micros", "microseconds" -> number + "us";
            case "ms", "msec", "msecs", "milli", "millis", "millisecond", "milliseconds" -> number + "ms";
            case "", "s", "sec", "secs", "second", "seconds" -> number + "s";
            case "m", "min", "mins", "minute", "minutes" -> number + "m";
            case "h", "hr", "hrs", "hour", "hours" -> number + "h";
            case "d", "day", "days" -> times(number, HOURS_PER_DAY) + "h";
            case "w", "week", "weeks" -> times(number, HOURS_PER_WEEK) + "h";
            default -> "?";
        };
    }

    private static String times(String number, BigDecimal factor) {
        return new BigDecimal(number).multiply(factor).stripTrailingZeros().toPlainString();
    }

    /** {@code 500}, {@code 500 rps}, {@code 500 per second}, {@code 500/sec}. */
    static String rate(String text) {
        Matcher rate = RATE.matcher(text);
        if (!rate.matches()) {
            return text + "/s";
        }
        return rate.group(1) + "/" + rate.group(2).substring(0, 1).toLowerCase(Locale.ROOT);
    }

    static String percent(String text) {
        return text.replaceFirst(" *(%|percent|pct)?$", "%");
    }

    /** {@code 10MB}, {@code 10 MiB}, {@code 10mb}. */
    static String bytes(String text) {
        String number = text.replaceFirst("[^0-9].*$", "");
        String unit = text.substring(number.length()).strip().toLowerCase(Locale.ROOT);
        return number
                + switch (unit) {
                    case "b", "byte", "bytes" -> "";
                    case "k", "kb" -> "k";
                    case "m", "mb" -> "M";
                    case "g", "gb" -> "G";
                    case "ki", "kib" -> "Ki";
                    case "mi", "mib" -> "Mi";
                    case "gi", "gib" -> "Gi";
                    default -> "?";
                };
    }

    /** A missing scheme, a query or fragment that a base cannot have. */
    static String url(String text) {
        String bare = text.replaceFirst("[?#].*$", "");
        return bare.matches("[A-Za-z][A-Za-z0-9+]*:/.*")
                ? bare.replaceFirst("^[A-Za-z]+:/+", bare.matches("(?i)(https|wss):.*") ? "https://" : "http://")
                : "http://" + bare;
    }

    /** Other tools' spellings, a missing unit. */
    static String threshold(String text) {
        Matcher parts = COMPARISON.matcher(text);
        if (!parts.matches()) {
            return "";
        }
        String metric = metric(parts.group(1));
        return metric + " " + comparison(parts.group(2)) + " " + parts.group(3) + unit(metric, parts.group(4));
    }

    private static String comparison(String sign) {
        return switch (sign) {
            case "=<" -> "<=";
            case "=>" -> ">=";
            case "=", "==" -> "?";
            default -> sign;
        };
    }

    private static String unit(String metric, String given) {
        return switch (metric) {
            case "failureRate", "share" -> given.isEmpty() ? "" : "%";
            case "failures", "requests", "exceptions" -> "";
            case "rps" -> given.isEmpty() ? "" : "/s";
            default -> given.isEmpty() ? "ms" : duration("1" + given).replaceFirst("^1", "");
        };
    }

    static String metric(String text) {
        String plain = K6_PERCENTILE
                .matcher(text)
                .replaceFirst("p$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[_ -]", "");
        return METRICS.getOrDefault(plain, plain.replaceFirst("^([0-9.]+)(%|th)$", "p$1"));
    }

    private static final Map<String, String> METRICS = Map.ofEntries(
            Map.entry("avg", "mean"),
            Map.entry("average", "mean"),
            Map.entry("median", "p50"),
            Map.entry("med", "p50"),
            Map.entry("maximum", "max"),
            Map.entry("minimum", "min"),
            Map.entry("failurerate", "failureRate"),
            Map.entry("failratio", "failureRate"),
            Map.entry("failrate", "failureRate"),
            Map.entry("errorrate", "failureRate"),
            Map.entry("errorratio", "failureRate"),
            Map.entry("errors", "failures"),
            Map.entry("fails", "failures"),
            Map.entry("count", "requests"),
            Map.entry("throughput", "rps"));

    static String observed(String text) {
        return text.matches("[<>].*") ? "value " + text : text.replaceFirst("^[A-Za-z_]{1,40} *([<>])", "value $1");
    }

    static String jsonPath(String text) {
        return "$" + (text.startsWith("[") || text.startsWith(".") ? text : "." + text);
    }

    static String variable(String text) {
        return text.replaceFirst("^\\$\\{(.{0,80})}$", "$1")
                .replaceAll("[^A-Za-z0-9_]", "_")
                .replaceFirst("^([0-9])", "_$1");
    }

    static String host(String text) {
        return text.replaceFirst("^https?://", "")
                .replaceFirst("/.*$", "")
                .replaceFirst("^\\[(.*)](:[0-9]+)?$", "$1")
                .replaceFirst("^([^:]+):[0-9]+$", "$1");
    }

    static String token(String text) {
        return text.replaceFirst(":$", "").replaceAll("[^!#$%&'*+.^_`|~0-9A-Za-z-]+", "-");
    }

    /** Six fields with seconds, as Quartz writes them. */
    static String cron(String text) {
        String[] fields = text.split(" +", 8);
        return fields.length == 6
                ? text.replaceFirst("^\\S+ +", "").replace('?', '*')
                : "@" + text.toLowerCase(Locale.ROOT);
    }

    /** A path without its slash, or a host without its scheme. Another scheme than HTTP's is nothing that is spoken here. */
    static String requestPath(String text) {
        if (!text.contains("://")) {
            return (HOST.matcher(text).lookingAt() ? "http://" : "/") + text;
        }
        String scheme = text.substring(0, text.indexOf(':')).toLowerCase(Locale.ROOT);
        return scheme + text.substring(scheme.length());
    }

    static String resourceName(String text) {
        String name = text.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        return name.replaceAll("^[-0-9]+|-+$", "");
    }
}
