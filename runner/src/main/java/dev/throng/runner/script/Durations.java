package dev.throng.runner.script;

import java.time.Duration;
import java.util.Locale;

/** Limits and other times that somebody has set, as messages tell them. */
public final class Durations {
    private Durations() {}

    /** Below a second in milliseconds, else in seconds, with up to two decimals: {@code 250 ms}, {@code 1.5 s}, {@code 20 s}. */
    public static String said(long nanos) {
        boolean small = nanos < 1_000_000_000;
        String number = String.format(Locale.ROOT, "%.2f", nanos / (small ? 1e6 : 1e9));
        String trimmed = number.replaceAll("\\.?0+$", "");
        return trimmed + (small ? " ms" : " s");
    }

    public static String said(Duration time) {
        return said(time.toNanos());
    }
}
