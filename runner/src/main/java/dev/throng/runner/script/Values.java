package dev.throng.runner.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of expressions: String, Long, Double, Boolean, BigDecimal for {@linkplain Exact numbers that neither Long nor
 * Double holds}, and JSON nodes for objects, arrays and null.
 */
public final class Values {
    private Values() {}

    /** A JSON value as an expression sees it; null for none. */
    public static @Nullable Object of(@Nullable JsonNode node) {
        if (node == null || node.isMissingNode()) {
            return null;
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return number(node);
        }
        return node;
    }

    private static @Nullable Object number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        boolean finite = !(node.isDouble() || node.isFloat()) || Double.isFinite(node.doubleValue());
        return finite ? Exact.of(node.decimalValue()) : null;
    }

    /** The value as text writes it. */
    public static String text(Object value) {
        return switch (value) {
            case Double number -> Decimals.text(number);
            case BigDecimal number -> Exact.text(number);
            default -> String.valueOf(value);
        };
    }

    /** Whether a condition with this value holds. */
    public static boolean truth(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean bool -> bool;
            case String text -> !text.isEmpty();
            case Long number -> number != 0;
            case Double number -> number != 0;
            case BigDecimal number -> number.signum() != 0;
            default -> !(value instanceof NullNode);
        };
    }

    /** Equality by JSON value: numbers by their numeric value, nothing equals null. */
    public static boolean equal(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return Exact.compare(a, b) == 0;
        }
        if (none(one) || none(other)) {
            return none(one) && none(other);
        }
        return one instanceof JsonNode a && other instanceof JsonNode b
                ? a.equals(Values::compareLeaves, b)
                : Objects.equals(one, other);
    }

    /** As Jackson asks for it: 0 when two values without members are the same. */
    private static int compareLeaves(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue())
                : one.equals(other) ? 0 : 1;
    }

    private static boolean none(@Nullable Object value) {
        return value == null || value instanceof NullNode;
    }
}
