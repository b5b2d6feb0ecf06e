package dev.throng.runner.imports.k6;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.throng.runner.imports.js.Js;
import java.math.BigDecimal;
import java.util.Optional;

/** Numbers that are known before the test. */
final class Numbers {
    private Numbers() {}

    static Optional<Double> of(Js.Expression value, Values values) {
        Js.Expression found = values.resolved(value);
        return switch (found) {
            case Js.Number number -> Optional.of(number.value());
            case Js.Binary binary when "+-*/%".contains(binary.operator()) -> calculated(binary, values);
            case Js.Call call
            when call.arguments().size() >= 1 && isConversion(call.callee()) ->
                values.number(call.arguments().getFirst());
            case Js.Unary unary when unary.operator().equals("+") -> values.number(unary.operand());
            case Js.Name name -> Optional.empty();
            case Js.Word word -> Optional.empty();
            case Js.Text text -> parsed(text.value());
            case Js.Member member -> values.known(found).flatMap(Numbers::parsed);
            case Js.Binary or -> values.known(found).flatMap(Numbers::parsed);
            default -> Optional.empty();
        };
    }

    private static boolean isConversion(Js.Expression callee) {
        return callee instanceof Js.Name name && name.name().matches("parseInt|parseFloat|Number")
                || callee instanceof Js.Member member && member.name().matches("floor|round|ceil|parseInt|parseFloat");
    }

    private static Optional<Double> calculated(Js.Binary binary, Values values) {
        Optional<Double> left = values.number(binary.left());
        Optional<Double> right = values.number(binary.right());
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        double result = switch (binary.operator()) {
            case "+" -> left.get() + right.get();
            case "-" -> left.get() - right.get();
            case "*" -> left.get() * right.get();
            case "/" -> left.get() / right.get();
            default -> left.get() % right.get();
        };
        return Double.isFinite(result) ? Optional.of(result) : Optional.empty();
    }

    private static Optional<Double> parsed(String text) {
        try {
            double number = Double.parseDouble(text.strip());
            return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** Without what is behind the point of a whole one. */
    static String written(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString()
                : "0";
    }

    static JsonNode node(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
        return whole ? JsonNodeFactory.instance.numberNode((long) value) : JsonNodeFactory.instance.numberNode(value);
    }
}
