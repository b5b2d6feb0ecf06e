package dev.throng.runner.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;

/** What is otherwise than a schema says, for people. */
final class Words {
    private static final int LONGEST = 60;

    private Words() {}

    /** {@code $.price is a string, expected a number}. */
    static String of(Error error) {
        String path = error.getInstanceLocation().toString();
        JsonNode value = error.getInstanceNode();
        JsonNode wanted = error.getSchemaNode();
        return switch (String.valueOf(error.getKeyword())) {
            case "type" -> path + " is " + kind(value) + ", expected " + kinds(wanted);
            case "required" -> path + '.' + error.getProperty() + " is missing";
            case "additionalProperties", "unevaluatedProperties" ->
                path + " has " + error.getProperty() + ", which it must not have";
            case "enum" -> path + " is " + brief(value) + ", expected one of " + brief(wanted);
            case "const" -> path + " is " + brief(value) + ", expected " + brief(wanted);
            case "format" -> path + " is " + brief(value) + ", expected the format " + wanted.asText();
            case "pattern" -> path + " is " + brief(value) + ", expected to match " + wanted.asText();
            case "minimum" -> path + " is " + brief(value) + ", expected at least " + brief(wanted);
            case "maximum" -> path + " is " + brief(value) + ", expected at most " + brief(wanted);
            default -> path + ": " + error.getMessage();
        };
    }

    private static String brief(JsonNode value) {
        String text = String.valueOf(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + '…';
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> "null";
            case BOOLEAN -> "true or false";
            case NUMBER -> value.isIntegralNumber() ? "an integer" : "a number";
            case STRING -> "a string";
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case BINARY -> "bytes";
        };
    }

    private static String kinds(JsonNode types) {
        if (!types.isArray()) {
            return kind(types.asText());
        }
        List<String> all = new ArrayList<>();
        types.forEach(type -> all.add(kind(type.asText())));
        return String.join(" or ", all);
    }

    private static String kind(String type) {
        return switch (type) {
            case "null" -> "null";
            case "boolean" -> "true or false";
            case "integer", "array", "object" -> "an " + type;
            default -> "a " + type;
        };
    }
}
