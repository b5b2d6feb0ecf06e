package dev.throng.api.file.bind;

import dev.throng.api.file.yaml.Form;
import dev.throng.api.file.yaml.Node;
import dev.throng.api.schema.Notation;
import dev.throng.api.schema.Struct;
import dev.throng.api.schema.Struct.Field;
import dev.throng.api.schema.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What is wrong with a value, in words. */
public final class Advice {

    private Advice() {}

    static String wrongType(Type type, Node found) {
        return "expected " + type.words() + ", but found " + found.words()
                + Instead.of(type, found).map(fix -> ": " + fix).orElse("");
    }

    static String notation(Notation notation, String text) {
        String fix = notation.correct(text).map(right -> ": write " + right).orElse("");
        return "expected " + notation.words() + ", but found " + Form.quoted(text) + fix + expressionNote(text, fix);
    }

    private static String expressionNote(String text, String fix) {
        return fix.isEmpty() && text.contains("${") ? ": an expression cannot stand here" : "";
    }

    static String ambiguous(String text) {
        String meaning = Instead.flag(text);
        return meaning == null
                ? text
                        + " without quotes is not the same number to all readers of YAML: write it plainly, or in quotes as text"
                : text + " without quotes is " + meaning + " to kubectl: write " + meaning + ", or \"" + text
                        + "\" for the text";
    }

    /** What to add: for a mapping the fields that it must have, if there are some. */
    static String missing(Field field) {
        String add = field.type() instanceof Struct struct
                ? mapping(struct)
                : field.type().words();
        return "'" + field.name() + "' is missing: add " + add;
    }

    private static String mapping(Struct struct) {
        List<String> required = struct.fields().stream()
                .filter(Field::required)
                .map(Field::name)
                .toList();
        return required.isEmpty() ? struct.words() : "a mapping with " + String.join(", ", required);
    }

    static String noValue(Field field) {
        return "'" + field.name() + "' has no value: add " + field.type().words()
                + ", indent what belongs to it, or remove the line";
    }

    static String tooSmall(String found, String bound) {
        return found + " is too small: " + bound;
    }

    static String tooLarge(String found, String bound) {
        return found + " is too large: " + bound;
    }

    /** What is wrong with a size; empty when nothing is. */
    public static Optional<String> size(long size, long min, long max, String unit) {
        if (size >= min && size <= max) {
            return Optional.empty();
        }
        String right = min == max ? "exactly " + min : size < min ? "at least " + min : "at most " + max;
        return Optional.of("has " + count(size, unit) + ", but must have " + right);
    }

    private static String count(long size, String unit) {
        String units = unit.endsWith("y") ? unit.substring(0, unit.length() - 1) + "ies" : unit + "s";
        return size == 0 ? "no " + units : size + " " + (size == 1 ? unit : units);
    }

    static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
