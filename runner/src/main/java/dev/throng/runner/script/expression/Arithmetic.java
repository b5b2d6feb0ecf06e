package dev.throng.runner.script.expression;

import dev.throng.runner.script.Exact;
import dev.throng.runner.script.Scope;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * {@code + - * / %}. Whole numbers stay whole (7 / 2 is 3), a decimal makes the result one; {@code +} also joins texts.
 * Beyond 64 bits they stay exact. There is no value where there can be none: a division by zero, operands that do not fit.
 */
public record Arithmetic(char sign, Node left, Node right) implements Node {
    @Override
    public Type type() {
        return left.type().or(right.type());
    }

    @Override
    public boolean fixed() {
        return left.fixed() && right.fixed();
    }

    @Override
    public boolean secret() {
        return left.secret() || right.secret();
    }

    @Override
    public @Nullable Object value(Scope scope) {
        @Nullable Object a = left.value(scope);
        @Nullable Object b = right.value(scope);
        if (a instanceof Long one && b instanceof Long other) {
            return whole(one, other);
        }
        if (a instanceof BigDecimal || b instanceof BigDecimal) {
            return a instanceof Number one && b instanceof Number other
                    ? exact(Exact.decimal(one), Exact.decimal(other))
                    : null;
        }
        if (a instanceof Number one && b instanceof Number other) {
            double result = decimal(one.doubleValue(), other.doubleValue());
            return Double.isFinite(result) ? result : null;
        }
        return sign == '+' && a instanceof String one && b instanceof String other ? one + other : null;
    }

    private @Nullable Number whole(long a, long b) {
        try {
            return switch (sign) {
                case '+' -> Math.addExact(a, b);
                case '-' -> Math.subtractExact(a, b);
                case '*' -> Math.multiplyExact(a, b);
                case '/' -> Math.divideExact(a, b);
                default -> a % b;
            };
        } catch (ArithmeticException beyond64Bits) {
            return exact(BigDecimal.valueOf(a), BigDecimal.valueOf(b));
        }
    }

    /** Exact but for a division with a rest, which has 34 digits. */
    private @Nullable Number exact(BigDecimal a, BigDecimal b) {
        if (!Exact.bounded(a) || !Exact.bounded(b) || (sign == '/' || sign == '%') && b.signum() == 0) {
            return null;
        }
        boolean whole =
                a.stripTrailingZeros().scale() <= 0 && b.stripTrailingZeros().scale() <= 0;
        return Exact.of(
                switch (sign) {
                    case '+' -> a.add(b);
                    case '-' -> a.subtract(b);
                    case '*' -> a.multiply(b);
                    case '/' -> whole ? a.divideToIntegralValue(b) : a.divide(b, MathContext.DECIMAL128);
                    default -> a.remainder(b);
                });
    }

    private double decimal(double a, double b) {
        return switch (sign) {
            case '+' -> a + b;
            case '-' -> a - b;
            case '*' -> a * b;
            case '/' -> a / b;
            default -> a % b;
        };
    }
}
