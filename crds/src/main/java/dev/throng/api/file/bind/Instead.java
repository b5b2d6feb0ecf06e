package dev.throng.api.file.bind;

import dev.throng.api.file.yaml.Form;
import dev.throng.api.file.yaml.Node;
import dev.throng.api.file.yaml.Node.Mapping;
import dev.throng.api.file.yaml.Node.Scalar;
import dev.throng.api.file.yaml.Node.Sequence;
import dev.throng.api.schema.Notation;
import dev.throng.api.schema.Struct;
import dev.throng.api.schema.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a value of the wrong kind would be written rightly, if there is a good guess at what it means. */
final class Instead {
    private static final int SHORT = 80;
    private static final Pattern UNSAFE_IN_FLOW =
            Pattern.compile("[\\[\\]{},?\n]| #|: |:$|^[-#\"'&*!|>%@`:]|^$|^\\s|\\s$");
    private static final Map<String, String> FLAGS = Map.ofEntries(
            Map.entry("yes", "true"),
            Map.entry("y", "true"),
            Map.entry("on", "true"),
            Map.entry("1", "true"),
            Map.entry("true", "true"),
            Map.entry("no", "false"),
            Map.entry("n", "false"),
            Map.entry("off", "false"),
            Map.entry("0", "false"),
            Map.entry("false", "false"));

    private Instead() {}

    /** What a word for yes or no is as a flag; null for any other word. */
    static @Nullable String flag(String word) {
        return FLAGS.get(Nearest.plain(word));
    }

    /** The advice, as an imperative. */
    static Optional<String> of(Type type, Node found) {
        return switch (type) {
            case Type.Text text -> text(text, found);
            case Type.Whole _ -> whole(found);
            case Type.Decimal _ -> unquoted(found, Form.WHOLE, Form.DECIMAL);
            case Type.Flag _ -> flag(found);
            case Type.Choice choice -> choice(choice, found);
            case Type.Items items -> items(items, found);
            case Type.Entries _ ->
                found instanceof Sequence ? Optional.of("write name: value, without '- '") : Optional.empty();
            case Struct struct -> struct(struct, found).map(right -> "write " + right);
            case Type.Json _ -> Optional.empty();
        };
    }

    private static Optional<String> text(Type.Text type, Node found) {
        if (!(found instanceof Scalar scalar)) {
            return Optional.empty();
        }
        Notation notation = type.notation();
        return Optional.ofNullable(notation)
                .flatMap(known -> known.correct(scalar.text()))
                .filter(right -> Form.of(right) == Form.TEXT)
                .or(() -> Optional.of("\"" + scalar.text() + "\""))
                .map(right -> "write " + right);
    }

    private static Optional<String> whole(Node found) {
        if (found instanceof Scalar scalar && scalar.text().equalsIgnoreCase("auto")) {
            return Optional.of("leave it out; calibrate: true finds the number of workers out");
        }
        if (found instanceof Scalar scalar && scalar.form() == Form.DECIMAL) {
            double value = Form.decimal(scalar.text());
            return value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE
                    ? Optional.of("write " + (long) value)
                    : Optional.empty();
        }
        return unquoted(found, Form.WHOLE);
    }

    private static Optional<String> unquoted(Node found, Form... wanted) {
        if (!(found instanceof Scalar scalar)) {
            return Optional.empty();
        }
        String text = scalar.text().strip();
        if (List.of(wanted).contains(Form.of(text))) {
            return Optional.of("remove the quotes");
        }
        String digits = text.replaceAll("(?<=[0-9])[,_ ](?=[0-9]{3})", "").replaceFirst("^0+(?=[0-9])", "");
        return List.of(wanted).contains(Form.of(digits))
                ? Optional.of("write " + digits)
                : Optional.of("an expression cannot stand here").filter(_ -> text.contains("${"));
    }

    private static Optional<String> flag(Node found) {
        return found instanceof Scalar scalar
                ? Optional.ofNullable(flag(scalar.text())).map(flag -> "write " + flag)
                : Optional.empty();
    }

    private static Optional<String> choice(Type.Choice choice, Node found) {
        if (!(found instanceof Scalar scalar)) {
            return Optional.empty();
        }
        boolean bare = scalar.form() != Form.TEXT && choice.names().contains(scalar.text());
        return bare
                ? Optional.of("write " + Form.quoted(scalar.text()))
                : Nearest.to(scalar.text(), choice.names()).map(name -> "did you mean " + asText(name) + "?");
    }

    /** In quotes where YAML would take it for something else. */
    private static String asText(String name) {
        return Form.of(name) == Form.TEXT ? name : "\"" + name + "\"";
    }

    private static Optional<String> items(Type.Items items, Node found) {
        if (found instanceof Mapping) {
            return items.element() instanceof Struct ? Optional.of("begin each item with '- '") : Optional.empty();
        }
        return written(items, found).map(right -> "write " + right);
    }

    /** For a bare value in a record's place: the record with the field that takes such a value. */
    private static Optional<String> struct(Struct struct, Node found) {
        if (found instanceof Sequence list
                && list.items().size() == 1
                && list.items().getFirst() instanceof Mapping) {
            return Optional.of("it without '- '");
        }
        return Optional.ofNullable(struct.primary())
                .flatMap(struct::field)
                .filter(field -> found instanceof Scalar || field.type() instanceof Type.Items)
                .or(() -> struct.fields().stream()
                        .filter(field -> found instanceof Sequence && field.type() instanceof Type.Items)
                        .findFirst())
                .flatMap(field -> written(field.type(), found).map(value -> "{" + field.name() + ": " + value + "}"));
    }

    /** The value as the type would have it, in flow style; empty when it is not of that kind, or long. */
    private static Optional<String> written(Type type, Node found) {
        return switch (type) {
            case Type.Items items when found instanceof Sequence list -> list(items, list);
            case Type.Items items -> written(items.element(), found).map(item -> "[" + item + "]");
            case Struct struct -> struct(struct, found);
            default -> found instanceof Scalar scalar ? scalar(type, scalar) : Optional.empty();
        };
    }

    private static Optional<String> scalar(Type type, Scalar found) {
        return switch (type) {
            case Type.Text text when text.orWhole() != null && found.form() == Form.WHOLE -> Optional.of(found.text());
            case Type.Text text -> right(text, found).map(Instead::flow);
            case Type.Whole _ -> Optional.of(found.text()).filter(_ -> found.form() == Form.WHOLE);
            default -> Optional.empty();
        };
    }

    private static Optional<String> right(Type.Text type, Scalar scalar) {
        Notation notation = type.notation();
        String text = scalar.text();
        if (notation == null || notation.matches(text)) {
            return Optional.of(text).filter(_ -> text.length() <= SHORT && scalar.form() == Form.TEXT);
        }
        return notation.correct(text);
    }

    private static Optional<String> list(Type.Items items, Sequence list) {
        List<String> written = list.items().stream()
                .flatMap(item -> written(items.element(), item).stream())
                .toList();
        return written.size() == list.items().size() && written.size() <= 4
                ? Optional.of(written.stream().collect(Collectors.joining(", ", "[", "]")))
                : Optional.empty();
    }

    private static String flow(String text) {
        return UNSAFE_IN_FLOW.matcher(text).find()
                ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\""
                : text;
    }
}
