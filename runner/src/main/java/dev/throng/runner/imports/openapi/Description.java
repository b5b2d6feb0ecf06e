package dev.throng.runner.imports.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.throng.runner.imports.ImportException;
import dev.throng.runner.imports.tree.Yaml;
import java.util.HashSet;
import java.util.Set;

/** A description's tree, in which references lead to what they name. */
final class Description {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode root;

    private Description(JsonNode root) {
        this.root = root;
    }

    /**
     * @param text JSON or YAML
     * @throws ImportException it is neither, or something else
     */
    static Description of(String text) throws ImportException {
        JsonNode root = text.stripLeading().startsWith("{")
                ? json(text)
                : Yaml.read(text).stream().findFirst().orElseGet(MissingNode::getInstance);
        if (!root.has("openapi") && !root.path("swagger").asText().startsWith("2")) {
            throw new ImportException(
                    "there is no openapi in it, which says the version: is it an OpenAPI description?");
        }
        if (!root.path("paths").isObject()) {
            throw new ImportException("there are no paths in it");
        }
        return new Description(root);
    }

    private static JsonNode json(String text) throws ImportException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw ImportException.noJson(notJson);
        }
    }

    JsonNode root() {
        return root;
    }

    boolean isSwagger() {
        return root.has("swagger");
    }

    /** The node, or what it refers to within the description; missing when that is elsewhere or nowhere. */
    JsonNode resolved(JsonNode node) {
        JsonNode found = node;
        Set<String> seen = new HashSet<>();
        while (found.path("$ref").isTextual()) {
            String reference = found.path("$ref").textValue();
            if (!reference.startsWith("#/") || !seen.add(reference)) {
                return MissingNode.getInstance();
            }
            found = root.at(reference.substring(1).replace("%7B", "{").replace("%7D", "}"));
        }
        return found;
    }
}
