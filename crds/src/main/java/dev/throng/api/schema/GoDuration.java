package dev.throng.api.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the resources write them: Go's syntax, {@code 1m30s}, {@code 500ms}, {@code 1.5h}, never negative. */
public final class GoDuration {
    /** The longest that is accepted: about 114 years, far below what nanoseconds in a {@code long} can hold. */
    public static final Duration LONGEST = Duration.ofHours(1_000_000);

    private static final Pattern WHOLE = Pattern.compile(Patterns.DURATION);
    private static final Pattern PART = Pattern.compile("([0-9.]+)(ns|us|ms|s|m|h)");

    private GoDuration() {}

    /** The duration, rounded down to nanoseconds; empty when the text is none, or one longer than {@link #LONGEST}. */
    public static Optional<Duration> parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(nanos(parts.group(2)))));
        }
        return nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0
                ? Optional.empty()
                : Optional.of(
                        Duration.ofNanos(nanos.setScale(0, RoundingMode.DOWN).longValueExact()));
    }

    /** The shortest text that parses to the same duration, with whole numbers only; negative ones as their amount. */
    public static String format(Duration duration) {
        Duration rest = duration.abs();
        StringBuilder text = new StringBuilder();
        append(text, rest.toHours(), "h");
        append(text, rest.toMinutesPart(), "m");
        append(text, rest.toSecondsPart(), "s");
        append(text, rest.toMillisPart(), "ms");
        append(text, rest.toNanosPart() / 1_000 % 1_000, "us");
        append(text, rest.toNanosPart() % 1_000, "ns");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static long nanos(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
