package dev.throng.runner.script;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as JSON has them: of any size and any number of digits. A Long or a Double where it holds the number exactly, else
 * a BigDecimal, so that an id of twenty digits is sent back as it came.
 */
public final class Exact {
    /** A number with an exponent beyond this is compared and sent, but not calculated with: it would fill the memory. */
    private static final int WIDEST = 10_000;

    /** Longer than this, a number is written with an exponent. */
    private static final int LONGEST_PLAIN = 1_000;

    private Exact() {}

    /** Of a JSON number's text; null when not even its exponent is a number of ours. */
    public static @Nullable Number of(String text) {
        try {
            return of(new BigDecimal(text));
        } catch (NumberFormatException absurd) {
            return null;
        }
    }

    /** The same number in the smallest form that holds it. */
    public static Number of(BigDecimal number) {
        if (number.scale() <= 0 && number.precision() - number.scale() <= 19) {
            try {
                return number.longValueExact();
            } catch (ArithmeticException tooLarge) {
                return number;
            }
        }
        double near = number.doubleValue();
        return Double.isFinite(near) && new BigDecimal(Double.toString(near)).compareTo(number) == 0 ? near : number;
    }

    /** As a decimal: the shortest digits that mean the number. */
    public static BigDecimal decimal(Number number) {
        return switch (number) {
            case BigDecimal exact -> exact;
            case Long whole -> BigDecimal.valueOf(whole);
            default -> new BigDecimal(Double.toString(number.doubleValue()));
        };
    }

    /** By size, whatever their forms; both finite. */
    public static int compare(Number one, Number other) {
        if (one instanceof Long a && other instanceof Long b) {
            return Long.compare(a, b);
        }
        if (one instanceof Double a && other instanceof Double b) {
            return a < b ? -1 : a > b ? 1 : 0;
        }
        return decimal(one).compareTo(decimal(other));
    }

    /** Whether it can be calculated with in bounded space. */
    public static boolean bounded(BigDecimal number) {
        return Math.abs((long) number.scale()) <= WIDEST && number.precision() <= WIDEST;
    }

    static String text(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        boolean plain = Math.abs((long) shortest.scale()) + shortest.precision() <= LONGEST_PLAIN;
        return plain ? shortest.toPlainString() : shortest.toString();
    }
}
