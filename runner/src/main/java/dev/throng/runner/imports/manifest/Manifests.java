package dev.throng.runner.imports.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.throng.runner.imports.ImportException;
import dev.throng.runner.imports.tree.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Resources of a cluster in YAML, and files that are none: scripts that lie beside them. */
public final class Manifests {
    private final List<JsonNode> documents = new ArrayList<>();
    private final Map<String, String> scripts = new LinkedHashMap<>();

    /**
     * Adds a file.
     *
     * @throws ImportException it should be YAML and is not
     */
    public void add(String file, String text) throws ImportException {
        if (file.matches("(?i).*\\.(js|ts|mjs|py)")) {
            scripts.put(file.replaceFirst("^.*[/\\\\]", ""), text);
            return;
        }
        Yaml.read(text).forEach(this::collect);
    }

    private void collect(JsonNode document) {
        if (document.path("kind").asText().equals("List")) {
            document.path("items").forEach(this::collect);
        } else if (document.isObject()) {
            documents.add(document);
        }
    }

    /** The first resource that is one of these. */
    Optional<JsonNode> first(Predicate<JsonNode> wanted) {
        return documents.stream().filter(wanted).findFirst();
    }

    /** How many there are. */
    long count(Predicate<JsonNode> wanted) {
        return documents.stream().filter(wanted).count();
    }

    static boolean isOf(JsonNode document, String group, String... kinds) {
        return document.path("apiVersion").asText().matches(group + "/.*")
                && List.of(kinds).contains(document.path("kind").asText());
    }

    /** What a ConfigMap of that name holds, and scripts that were given as files; both by file names. */
    Map<String, String> texts(String configMap) {
        Map<String, String> texts = new LinkedHashMap<>();
        JsonNode found = documents.stream()
                .filter(document -> document.path("kind").asText().equals("ConfigMap"))
                .filter(document -> configMap.isEmpty()
                        || document.path("metadata").path("name").asText().equals(configMap))
                .findFirst()
                .orElse(MissingNode.getInstance());
        found.path("data")
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        texts.putAll(scripts);
        return texts;
    }

    /** Values of environment variables that are written out. */
    static Map<String, String> environment(JsonNode list) {
        Map<String, String> values = new LinkedHashMap<>();
        list.forEach(entry -> {
            if (entry.has("value")) {
                values.put(entry.path("name").asText(), entry.path("value").asText());
            }
        });
        return values;
    }
}
