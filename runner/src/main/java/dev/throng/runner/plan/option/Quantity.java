package dev.throng.runner.plan.option;

import dev.throng.api.schema.GoDuration;
import dev.throng.api.schema.Notation;
import dev.throng.runner.script.Place;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Durations, rates and sizes as a specification writes them. What is none is reported, and the value for absent ones used. */
public final class Quantity {
    private Quantity() {}

    public static Duration duration(@Nullable String text, Duration absent, Place place) {
        if (text == null) {
            return absent;
        }
        Optional<Duration> parsed = GoDuration.parse(text);
        if (parsed.isEmpty()) {
            wrong(text, Notation.DURATION, place);
        }
        return parsed.orElse(absent);
    }

    public static long nanos(@Nullable String text, long absent, Place place) {
        return duration(text, Duration.ofNanos(absent), place).toNanos();
    }

    /** A duration that must not be 0. */
    public static Duration positive(@Nullable String text, Duration absent, Place place) {
        Duration duration = duration(text, absent, place);
        if (duration.isZero()) {
            place.problem("must be longer than 0s");
        }
        return duration.isZero() ? absent : duration;
    }

    /** A rate in events per second: {@code 500/s}, {@code 30/m}, {@code 1000/h}. */
    public static double perSecond(String text, Place place) {
        if (!Notation.RATE.matches(text)) {
            wrong(text, Notation.RATE, place);
            return 0;
        }
        double events = Double.parseDouble(text.substring(0, text.length() - 2));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> events;
            case 'm' -> events / 60;
            default -> events / 3600;
        };
    }

    /** A share such as {@code 10%}, from 0 to 1. */
    public static double share(@Nullable String percent, double absent, Place place) {
        if (percent == null) {
            return absent;
        }
        if (!Notation.PERCENT.matches(percent)) {
            wrong(percent, Notation.PERCENT, place);
            return absent;
        }
        double share = Double.parseDouble(percent.substring(0, percent.length() - 1)) / 100;
        if (share > 1) {
            place.problem("is at most 100%");
        }
        return Math.min(1, share);
    }

    /** A size with Kubernetes' suffixes: {@code 10Mi}, {@code 500k}. */
    public static long bytes(@Nullable String text, long absent, Place place) {
        if (text == null) {
            return absent;
        }
        if (!Notation.BYTES.matches(text)) {
            wrong(text, Notation.BYTES, place);
            return absent;
        }
        String number = text.replaceFirst("[A-Za-z]+$", "");
        BigDecimal bytes = new BigDecimal(number).multiply(BigDecimal.valueOf(factor(text.substring(number.length()))));
        return bytes.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
    }

    private static long factor(String suffix) {
        return switch (suffix) {
            case "k" -> 1_000;
            case "M" -> 1_000_000;
            case "G" -> 1_000_000_000;
            case "Ki" -> 1L << 10;
            case "Mi" -> 1L << 20;
            case "Gi" -> 1L << 30;
            default -> 1;
        };
    }

    /** {@code "10 min" is not a duration such as 30s, 1m30s or 500ms, did you mean 10m?} */
    public static void wrong(String text, Notation notation, Place place) {
        String guess = notation.correct(text)
                .map(right -> ", did you mean " + right + "?")
                .orElse("");
        place.problem("\"" + text + "\" is not " + notation.words() + guess);
    }
}
