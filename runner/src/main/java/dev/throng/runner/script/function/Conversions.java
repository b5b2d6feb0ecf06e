package dev.throng.runner.script.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.runner.script.Exact;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
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
            case Double number -> Exact.of(Exact.decimal(number).setScale(0, RoundingMode.DOWN));
            case BigDecimal number -> Exact.bounded(number) ? Exact.of(number.setScale(0, RoundingMode.DOWN)) : null;
            case String text -> parseWhole(text.strip());
            default -> null;
        };
    }

    static @Nullable Object decimal(Object value) {
        return switch (value) {
            case BigDecimal number -> finite(number.doubleValue());
            case Number number -> number.doubleValue();
            case String text -> parseDecimal(text.strip());
            default -> null;
        };
    }

    private static @Nullable Object finite(double number) {
        return Double.isFinite(number) ? number : null;
    }

    private static @Nullable Object parseWhole(String text) {
        try {
            return Exact.of(new BigDecimal(new BigInteger(text)));
        } catch (NumberFormatException notWhole) {
            return null;
        }
    }

    private static @Nullable Object parseDecimal(String text) {
        try {
            return finite(Double.parseDouble(text));
        } catch (NumberFormatException notNumber) {
            return null;
        }
    }
}
