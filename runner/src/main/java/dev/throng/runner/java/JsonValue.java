package dev.throng.runner.java;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.throng.scenario.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON value in the API's words. Immutable as long as nobody changes the node. */
record JsonValue(JsonNode node) implements Json {
    static final JsonValue MISSING = new JsonValue(MissingNode.getInstance());

    /** @param found as a query gives it */
    static JsonValue of(@Nullable Object found) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (found) {
            case null -> MISSING;
            case JsonNode node -> new JsonValue(node);
            case String text -> new JsonValue(nodes.textNode(text));
            case Long number -> new JsonValue(nodes.numberNode(number));
            case Boolean truth -> new JsonValue(nodes.booleanNode(truth));
            case Number number -> new JsonValue(nodes.numberNode(new BigDecimal(number.toString())));
            default -> new JsonValue(nodes.textNode(found.toString()));
        };
    }

    @Override
    public boolean isMissing() {
        return node.isMissingNode() || node.isNull();
    }

    @Override
    public String asText() {
        return node.isMissingNode() || node.isNull() ? "" : node.isTextual() ? node.textValue() : node.toString();
    }

    @Override
    public long asLong() {
        return node.asLong();
    }

    @Override
    public double asDouble() {
        return node.asDouble();
    }

    @Override
    public boolean asBoolean() {
        return node.asBoolean();
    }

    @Override
    public Json get(String name) {
        return new JsonValue(node.path(name));
    }

    @Override
    public Json get(int index) {
        return new JsonValue(node.path(index));
    }

    @Override
    public List<Json> list() {
        List<Json> elements = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(element -> elements.add(new JsonValue(element)));
        }
        return elements;
    }

    @Override
    public int size() {
        return node.size();
    }

    @Override
    public boolean is(@Nullable Object value) {
        if (value instanceof Number number && node.isNumber()) {
            return node.decimalValue().compareTo(new BigDecimal(number.toString())) == 0;
        }
        if (value instanceof Boolean truth && node.isBoolean()) {
            return node.booleanValue() == truth;
        }
        return !isMissing() && value != null && asText().equals(value.toString());
    }

    @Override
    public String toString() {
        return isMissing() ? "missing" : asText();
    }
}
