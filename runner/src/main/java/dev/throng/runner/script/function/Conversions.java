package dev.throng.runner.script.function;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Values of one type made from another; none where it makes no sense. */
final class Conversions {
    private Conversions() {}

    /** Characters of a text, items of an array, fields of an object. */
    static @Nullable Object size(Object value) {
        return switch (value) {
            case String text -> (long) text.length();
            case JsonNode node -> (long) node.size();
            default -> null;
        };
    }

    static @Nullable Object whole(Object value) {
        return switch (value) {
            case Long number -> number;
            case Double number -> (long) number.doubleValue();
            case String text -> parseWhole(text.strip());
            default -> null;
        };
    }

    static @Nullable Object decimal(Object value) {
        return switch (value) {
            case Number number -> number.doubleValue();
            case String text -> parseDecimal(text.strip());
            default -> null;
        };
    }

    private static @Nullable Object parseWhole(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notWhole) {
            return null;
        }
    }

    private static @Nullable Object parseDecimal(String text) {
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException notNumber) {
            return null;
        }
    }
}
