package dev.throng.runner.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values of expressions: String, Long, Double, Boolean, and JSON nodes for objects, arrays and null. */
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
            return node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.longValue() : node.doubleValue();
        }
        return node;
    }

    /** The value as text writes it. */
    public static String text(Object value) {
        return value instanceof Double number ? Decimals.text(number) : String.valueOf(value);
    }

    /** Whether a condition with this value holds. */
    public static boolean truth(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean bool -> bool;
            case String text -> !text.isEmpty();
            case Long number -> number != 0;
            case Double number -> number != 0;
            default -> !(value instanceof NullNode);
        };
    }

    /** Equality by JSON value: numbers by their numeric value, nothing equals null. */
    public static boolean equal(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return a instanceof Long && b instanceof Long
                    ? a.longValue() == b.longValue()
                    : a.doubleValue() == b.doubleValue();
        }
        if (none(one) || none(other)) {
            return none(one) && none(other);
        }
        return Objects.equals(one, other);
    }

    private static boolean none(@Nullable Object value) {
        return value == null || value instanceof NullNode;
    }
}
