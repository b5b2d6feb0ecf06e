package dev.throng.runner.script;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Numbers as decimals: the shortest digits that mean the number, never an exponent, no {@code .0} behind whole ones. */
public final class Decimals {
    /** Below this a double holds a whole number exactly. */
    private static final double EXACT = 9e15;

    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private Decimals() {}

    static String text(double number) {
        ByteSink sink = new ByteSink(32);
        append(number, sink);
        return new String(sink.array(), 0, sink.length(), StandardCharsets.US_ASCII);
    }

    /** Without an allocation for numbers of up to eight decimals; what arithmetic adds behind the 15th digit is dropped. */
    public static void append(double number, ByteSink out) {
        for (int decimals = 0; decimals < POWERS.length; decimals++) {
            double shifted = number * POWERS[decimals];
            double whole = Math.rint(shifted);
            if (Math.abs(shifted) < EXACT && Math.abs(shifted - whole) <= 2 * Math.ulp(shifted)) {
                append((long) whole, decimals, out);
                return;
            }
        }
        out.append(Exact.text(new BigDecimal(Double.toString(number))));
    }

    /** {@code units / 10^decimals}. */
    private static void append(long units, int decimals, ByteSink out) {
        if (units < 0) {
            out.append((byte) '-');
        }
        long amount = Math.abs(units);
        out.append(amount / POWERS[decimals]);
        long fraction = amount % POWERS[decimals];
        if (fraction == 0) {
            return;
        }
        out.append((byte) '.');
        for (int i = decimals - 1; i >= 0 && fraction > 0; i--) {
            out.append((byte) ('0' + fraction / POWERS[i]));
            fraction %= POWERS[i];
        }
    }

    /** Rounded to so many decimals (at most 8), halves up. */
    public static double round(double number, int decimals) {
        return Math.rint(number * POWERS[decimals]) / POWERS[decimals];
    }
}
