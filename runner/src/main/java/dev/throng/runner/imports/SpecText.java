package dev.throng.runner.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Trees as YAML: blocks outside, and in one line what fits into one. Texts are as JSON writes them, which is YAML too. */
final class SpecText {
    private static final int WIDTH = 110;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/$_][A-Za-z0-9_./-]*|[0-9]+(\\.[0-9]+)?(ms|s|m|h|/s)");
    private static final Pattern WORD_OF_YAML =
            Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|~|\\.inf|\\.nan");
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufeff\\ufffe\\uffff]");

    private final StringBuilder out = new StringBuilder();

    private SpecText() {}

    static String of(String name, String comment, SpecDraft draft) {
        SpecText text = new SpecText();
        text.out.append("# ").append(line(comment)).append('\n');
        draft.notes().forEach(note -> text.out.append("# - ").append(line(note)).append('\n'));
        text.out
                .append("apiVersion: throng.dev/v1\nkind: LoadTest\nmetadata:\n  name: ")
                .append(Words.label(name))
                .append("\nspec:\n");
        text.fields(draft.spec(), "  ", "  ");
        return text.out.toString();
    }

    /** As one line of a comment, whatever is in it. */
    static String line(String text) {
        return Words.cut(text.replaceAll("[\\p{Cc}\\s\\ud800-\\udfff\\ufffe\\uffff\\ufeff]+", " "), 400);
    }

    /** @param first what the first line is indented by, when it stands behind a dash already */
    private void fields(ObjectNode node, String first, String indent) {
        String before = first;
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            out.append(before).append(plainOrQuoted(field.getKey())).append(':');
            before = indent;
            value(field.getValue(), indent);
        }
    }

    private void value(JsonNode value, String indent) {
        String flow = flow(value);
        boolean list = value.isArray() && !value.isEmpty() && value.get(0).isObject();
        if (value.isValueNode() || value.isEmpty() || !list && flow.length() + indent.length() <= WIDTH) {
            out.append(' ').append(flow).append('\n');
        } else if (value instanceof ObjectNode object) {
            out.append('\n');
            fields(object, indent + "  ", indent + "  ");
        } else {
            out.append('\n');
            value.forEach(item -> item(item, indent));
        }
    }

    private void item(JsonNode item, String indent) {
        String flow = flow(item);
        if (item instanceof ObjectNode object && !object.isEmpty() && flow.length() + indent.length() > WIDTH) {
            out.append(indent).append("- ");
            fields(object, "", indent + "  ");
        } else {
            out.append(indent).append("- ").append(flow).append('\n');
        }
    }

    /** In one line, with a blank behind colons, as YAML wants it. */
    static String flow(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                List<String> fields = new ArrayList<>();
                object.properties()
                        .forEach(field -> fields.add(plainOrQuoted(field.getKey()) + ": " + flow(field.getValue())));
                yield "{" + String.join(", ", fields) + "}";
            }
            case ArrayNode array -> {
                List<String> items = new ArrayList<>();
                array.forEach(item -> items.add(flow(item)));
                yield "[" + String.join(", ", items) + "]";
            }
            default -> node.isTextual() ? plainOrQuoted(node.textValue()) : node.toString();
        };
    }

    private static String plainOrQuoted(String text) {
        return PLAIN.matcher(text).matches() && !WORD_OF_YAML.matcher(text).matches() ? text : quoted(text);
    }

    /** What YAML does not let stand is escaped; halves of characters are none. */
    static String quoted(String text) {
        String json = JsonNodeFactory.instance.textNode(whole(text)).toString();
        return UNPRINTABLE.matcher(json).replaceAll(found -> {
            int character = found.group().codePointAt(0);
            return "\\\\u%04x".formatted(character);
        });
    }

    private static String whole(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            whole.appendCodePoint(half || point == 0xFFFE || point == 0xFFFF ? 0xFFFD : point);
        });
        return whole.toString();
    }
}
