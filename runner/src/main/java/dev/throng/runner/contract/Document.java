package dev.throng.runner.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A file of JSON or YAML as a tree, of which it is known in which line its objects and lists begin. Immutable.
 *
 * @param name for people
 * @param lines of objects and lists, by identity; from 1
 */
record Document(String name, JsonNode root, Map<JsonNode, Integer> lines) {
    /** Where an object or list begins; 0 when that is not known. */
    int line(JsonNode container) {
        return lines.getOrDefault(container, 0);
    }

    /** {@code shop.yaml:12}; the name alone where the line is not known. */
    String place(JsonNode container) {
        int line = line(container);
        return line == 0 ? name : name + ':' + line;
    }
}
