package dev.throng.runner.imports.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.Draft;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values that a schema allows: its own example, default or first choice, else one made by its type. Texts hold expressions of
 * ours where another value each time is better.
 */
final class Examples {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 8;
    private static final int MOST_ITEMS = 3;
    private static final int LONGEST_TEXT = 64;
    private static final long USUAL_RANGE = 100;

    /** Schemas that name others several times over would take for ever. */
    private static final int MOST_VALUES = 5_000;

    private final Description description;
    private int left;

    Examples(Description description) {
        this.description = description;
    }

    /** A body; empty when its schema says nothing. */
    Optional<JsonNode> body(JsonNode media) {
        left = MOST_VALUES;
        return given(media)
                .map(Examples::literal)
                .or(() -> media.has("schema") ? value(media.path("schema"), 0) : Optional.empty());
    }

    /** A parameter's value as text, which may hold expressions. */
    String parameter(JsonNode parameter) {
        left = MOST_VALUES;
        JsonNode schema = parameter.has("schema") ? description.resolved(parameter.path("schema")) : parameter;
        JsonNode media = parameter.path("content").path("application/json").path("schema");
        JsonNode typed = media.isMissingNode() ? schema : description.resolved(media);
        JsonNode found = given(parameter)
                .map(Examples::literal)
                .or(() -> value(typed, 0))
                .orElse(NODES.textNode("example"));
        return found.isArray() && found.size() > 0 ? found.get(0).asText() : found.asText();
    }

    /** What an object says of itself. */
    private Optional<JsonNode> given(JsonNode node) {
        if (node.has("example")) {
            return Optional.of(node.path("example"));
        }
        JsonNode examples = node.path("examples");
        if (examples.isArray() && examples.size() > 0) {
            return Optional.of(examples.get(0));
        }
        Iterator<JsonNode> named =
                examples.isObject() ? examples.elements() : Set.<JsonNode>of().iterator();
        if (named.hasNext()) {
            JsonNode first = description.resolved(named.next());
            return first.has("value") ? Optional.of(first.path("value")) : Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<JsonNode> value(JsonNode unresolved, int depth) {
        JsonNode schema = description.resolved(unresolved);
        if (depth > DEEPEST || --left < 0 || schema.isMissingNode()) {
            return Optional.empty();
        }
        Optional<JsonNode> own = given(schema).or(() -> first(schema, "const")).or(() -> first(schema, "default"));
        if (own.isPresent() && !own.get().isNull()) {
            return own.map(Examples::literal);
        }
        if (schema.path("enum").size() > 0) {
            return Optional.of(literal(schema.path("enum").get(0)));
        }
        for (String choice : new String[] {"oneOf", "anyOf"}) {
            if (schema.path(choice).size() > 0 && !schema.has("properties")) {
                return value(schema.path(choice).get(0), depth + 1);
            }
        }
        return Optional.of(made(schema, depth));
    }

    private static Optional<JsonNode> first(JsonNode schema, String field) {
        return schema.has(field) ? Optional.of(schema.path(field)) : Optional.empty();
    }

    private JsonNode made(JsonNode schema, int depth) {
        return switch (type(schema)) {
            case "integer" -> whole(schema);
            case "number" -> NODES.numberNode(lowest(schema) + 0.5);
            case "boolean" -> NODES.booleanNode(true);
            case "array" -> array(schema, depth);
            case "object" -> object(schema, depth);
            default -> text(schema);
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (!one.asText().equals("null")) {
                    return one.asText();
                }
            }
        }
        return type.isTextual()
                ? type.asText().toLowerCase(Locale.ROOT)
                : schema.has("properties") || schema.has("allOf") ? "object" : schema.has("items") ? "array" : "string";
    }

    /** Another one each time. */
    private static JsonNode whole(JsonNode schema) {
        long from = (long) Math.ceil(lowest(schema));
        long to = schema.has("maximum") ? Math.max(from, schema.path("maximum").asLong()) : from + USUAL_RANGE - 1;
        return NODES.textNode("${random.int(" + from + ", " + Math.min(to, from + USUAL_RANGE - 1) + ")}");
    }

    private static double lowest(JsonNode schema) {
        JsonNode exclusive = schema.path("exclusiveMinimum");
        double usual = schema.path("minimum").asDouble(schema.path("maximum").asDouble(1) < 1 ? 0 : 1);
        return exclusive.isNumber() ? exclusive.asDouble() + 1 : exclusive.asBoolean() ? usual + 1 : usual;
    }

    private static JsonNode text(JsonNode schema) {
        return NODES.textNode(
                switch (schema.path("format").asText()) {
                    case "uuid" -> "${random.uuid()}";
                    case "date-time" -> "${timestamp()}";
                    case "date" -> "2026-01-01";
                    case "time" -> "12:00:00Z";
                    case "email" -> "user${random.int(1, 1000000)}@example.com";
                    case "uri", "url" -> "https://example.com/";
                    case "hostname" -> "example.com";
                    case "ipv4" -> "192.0.2.1";
                    case "ipv6" -> "2001:db8::1";
                    case "byte" -> "ZXhhbXBsZQ==";
                    default -> "${random.string(" + length(schema) + ")}";
                });
    }

    private static long length(JsonNode schema) {
        long least = schema.path("minLength").asLong(0);
        long most = schema.path("maxLength").asLong(Long.MAX_VALUE);
        return Math.clamp(Math.max(8, least), 1, Math.max(1, Math.min(LONGEST_TEXT, most)));
    }

    private JsonNode array(JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        long items = Math.clamp(schema.path("minItems").asLong(1), 1, MOST_ITEMS);
        for (int i = 0; i < items; i++) {
            value(schema.path("items"), depth + 1).ifPresent(array::add);
        }
        return array;
    }

    /** What is required; all of it when nothing is. */
    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        for (JsonNode part : schema.path("allOf")) {
            if (value(part, depth + 1).orElse(NODES.objectNode()) instanceof ObjectNode more) {
                object.setAll(more);
            }
        }
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode resolved = description.resolved(property.getValue());
            boolean wanted = required.isEmpty() || required.contains(property.getKey());
            if (wanted && !resolved.path("readOnly").asBoolean()) {
                value(property.getValue(), depth + 1)
                        .ifPresent(value -> object.set(Draft.literal(property.getKey()), value));
            }
        }
        return object;
    }

    /** What others wrote holds no expressions of ours. */
    private static JsonNode literal(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = NODES.objectNode();
                object.properties()
                        .forEach(field -> copy.set(Draft.literal(field.getKey()), literal(field.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = NODES.arrayNode();
                array.forEach(item -> copy.add(literal(item)));
                yield copy;
            }
            default -> node.isTextual() ? NODES.textNode(Draft.literal(node.textValue())) : node;
        };
    }
}
