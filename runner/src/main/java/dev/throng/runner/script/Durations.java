package dev.throng.runner.script;

import java.time.Duration;
import java.util.Locale;

/** Limits and other times that somebody has set, as messages tell them. */
public final class Durations {
    private Durations() {}

    /** Below a second in milliseconds, else in seconds, with up to two decimals: {@code 250 ms}, {@code 1.5 s}, {@code 20 s}. */
    public static String said(long nanos) {
        return said(nanos, 2);
    }

    /** What took longer than its limit, with as many digits as tell the two apart: {@code took 20.0004 s, limit 20 s}. */
    public static String exceeded(long tookNanos, long limitNanos) {
        String limit = said(limitNanos);
        int digits = 2;
        while (digits < 9 && said(tookNanos, digits).equals(limit)) {
            digits++;
        }
        return "took " + said(tookNanos, digits) + ", limit " + limit;
    }

    private static String said(long nanos, int digits) {
        String millis = decimal(nanos / 1e6, digits);
        return Double.parseDouble(millis) < 1000 ? millis + " ms" : decimal(nanos / 1e9, digits) + " s";
    }

    private static String decimal(double number, int digits) {
        String text = String.format(Locale.ROOT, "%." + digits + "f", number);
        return text.replaceAll("\\.?0+$", "");
    }

    public static String said(Duration time) {
        return said(time.toNanos());
    }
}
