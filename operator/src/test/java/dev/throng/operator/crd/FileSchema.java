package dev.throng.operator.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The definitions as a JSON Schema (draft 7) for editors: completion, texts and errors while a file is written. Objects of
 * other kinds in the same file are left alone, and so is what only the API server can check, the rules in CEL.
 */
final class FileSchema {
    static final String NAME = "loadtest.schema.json";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Pattern MATCHES = Pattern.compile("self\\.matches\\(r'(.*)'\\)");
    private static final Pattern MATCHES_UNLESS =
            Pattern.compile("has\\(self\\.(\\w+)\\)\\|\\|self\\.(\\w+)\\.matches\\('(.*)'\\)");
    private static final List<String> KEPT = List.of(
            "type",
            "description",
            "enum",
            "pattern",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "required");

    private FileSchema() {}

    /** @param definitions as {@link Crds#whole} makes them */
    static String of(Map<String, String> definitions) {
        JsonNode loadTest = spec(definitions, "loadtests");
        ObjectNode root = JSON.createObjectNode();
        root.put("$schema", "http://json-schema.org/draft-07/schema#");
        root.put("title", "Throng: LoadTest and LoadTestSchedule");
        root.put("type", "object");
        ObjectNode properties = root.putObject("properties");
        properties.putObject("apiVersion").put("type", "string").put("default", "throng.dev/v1");
        properties.putObject("kind").put("type", "string").put("default", "LoadTest");
        ArrayNode kinds = root.putArray("allOf");
        kinds.add(kind(
                "LoadTest",
                "A load test: who the users are, what they do, how many come when, what counts as passed."));
        kinds.add(kind("LoadTestSchedule", "A load test that is run again and again, at the times of a cron table."));
        ObjectNode named = root.putObject("definitions");
        named.set("LoadTest", converted(loadTest));
        named.set("LoadTestSchedule", converted(spec(definitions, "loadtestschedules")));
        ObjectNode template = (ObjectNode) named.at("/LoadTestSchedule/properties/loadTestTemplate/properties");
        template.putObject("spec").put("$ref", "#/definitions/LoadTest");
        return root.toPrettyString() + "\n";
    }

    private static JsonNode spec(Map<String, String> definitions, String plural) {
        JsonNode definition =
                JSON.valueToTree(Serialization.unmarshal(definitions.get(plural + ".throng.dev-v1.yml"), Map.class));
        return definition.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
    }

    private static ObjectNode kind(String kind, String description) {
        ObjectNode choice = JSON.createObjectNode();
        ObjectNode condition = choice.putObject("if");
        condition.putArray("required").add("kind");
        condition.putObject("properties").putObject("kind").put("const", kind);
        ObjectNode then = choice.putObject("then");
        then.put("description", description);
        then.putArray("required").add("apiVersion").add("kind").add("metadata").add("spec");
        then.put("additionalProperties", false);
        ObjectNode properties = then.putObject("properties");
        properties.putObject("apiVersion").put("const", "throng.dev/v1");
        properties.putObject("kind").put("const", kind);
        ObjectNode metadata = properties.putObject("metadata").put("type", "object");
        metadata.putArray("required").add("name");
        metadata.putObject("properties")
                .putObject("name")
                .put("type", "string")
                .put("description", "Name of the resource, for example items-api.");
        properties.putObject("spec").put("$ref", "#/definitions/" + kind);
        properties
                .putObject("status")
                .put("description", "What the operator answers; nothing to be written by people.");
        return choice;
    }

    /** OpenAPI's words in those of JSON Schema; fields that are unknown are errors, except where anything may stand. */
    private static ObjectNode converted(JsonNode open) {
        ObjectNode schema = JSON.createObjectNode();
        KEPT.stream().filter(open::has).forEach(word -> schema.set(word, open.get(word)));
        open.path("x-kubernetes-validations").forEach(rule -> pattern(rule, schema));
        bound(open, schema, "minimum", "exclusiveMinimum");
        bound(open, schema, "maximum", "exclusiveMaximum");
        if (open.path("nullable").asBoolean() && open.has("type")) {
            schema.putArray("type").add(open.get("type")).add("null");
        }
        if (open.has("x-kubernetes-int-or-string")) {
            schema.putArray("type").add("integer").add("string");
        }
        if (open.has("items")) {
            schema.set("items", converted(open.get("items")));
        }
        if (open.has("properties")) {
            ObjectNode properties = schema.putObject("properties");
            open.get("properties")
                    .properties()
                    .forEach(field -> properties.set(field.getKey(), converted(field.getValue())));
            schema.put("additionalProperties", open.has("x-kubernetes-preserve-unknown-fields"));
        } else if (open.has("additionalProperties")) {
            schema.set("additionalProperties", converted(open.get("additionalProperties")));
        }
        return schema;
    }

    /** A pattern is a rule in the definitions, so that its refusal is in words; editors know the words by another name. */
    private static void pattern(JsonNode rule, ObjectNode schema) {
        Matcher pattern = MATCHES.matcher(rule.path("rule").asText());
        if (pattern.matches()) {
            schema.put("pattern", pattern.group(1));
            schema.set("patternErrorMessage", rule.path("message"));
        }
        Matcher unless = MATCHES_UNLESS.matcher(rule.path("rule").asText());
        if (unless.matches()) {
            ObjectNode choice = schema.putArray("allOf").addObject();
            choice.putObject("if").putObject("not").putArray("required").add(unless.group(1));
            choice.putObject("then")
                    .putObject("properties")
                    .putObject(unless.group(2))
                    .put("pattern", unless.group(3).replace("\\\\", "\\"))
                    .set("patternErrorMessage", rule.path("message"));
        }
    }

    private static void bound(JsonNode open, ObjectNode schema, String bound, String exclusive) {
        if (open.has(bound)) {
            schema.set(open.path(exclusive).asBoolean() ? exclusive : bound, open.get(bound));
        }
    }
}
