package dev.throng.runner.script.expression;

import dev.throng.runner.script.Scope;
import org.jspecify.annotations.Nullable;

/**
 * {@code + - * / %}. Whole numbers stay whole (7 / 2 is 3), a decimal makes the result one; {@code +} also joins texts.
 * There is no value where there can be none: a division by zero, a number too large, operands that do not fit.
 */
public record Arithmetic(char sign, Node left, Node right) implements Node {
    @Override
    public Type type() {
        return left.type().or(right.type());
    }

    @Override
    public @Nullable Object value(Scope scope) {
        @Nullable Object a = left.value(scope);
        @Nullable Object b = right.value(scope);
        if (a instanceof Long one && b instanceof Long other) {
            return whole(one, other);
        }
        if (a instanceof Number one && b instanceof Number other) {
            double result = decimal(one.doubleValue(), other.doubleValue());
            return Double.isFinite(result) ? result : null;
        }
        return sign == '+' && a instanceof String one && b instanceof String other ? one + other : null;
    }

    private @Nullable Long whole(long a, long b) {
        try {
            return switch (sign) {
                case '+' -> Math.addExact(a, b);
                case '-' -> Math.subtractExact(a, b);
                case '*' -> Math.multiplyExact(a, b);
                case '/' -> Math.divideExact(a, b);
                default -> a % b;
            };
        } catch (ArithmeticException noResult) {
            return null;
        }
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
