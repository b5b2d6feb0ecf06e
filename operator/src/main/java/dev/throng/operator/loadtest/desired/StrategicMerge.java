package dev.throng.operator.loadtest.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays a partial pod template over another, as {@code kubectl patch} does by default: objects are merged field by field,
 * null removes, lists with a key are merged item by item, other lists are replaced. {@code $patch: delete} removes an item
 * or a field, {@code $patch: replace} replaces instead of merging.
 */
final class StrategicMerge {
    private static final String DIRECTIVE = "$patch";

    /** The keys of the pod's lists that Kubernetes merges, by the list's name. */
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("containers", "name"),
            Map.entry("initContainers", "name"),
            Map.entry("ephemeralContainers", "name"),
            Map.entry("volumes", "name"),
            Map.entry("env", "name"),
            Map.entry("volumeMounts", "mountPath"),
            Map.entry("volumeDevices", "devicePath"),
            Map.entry("ports", "containerPort"),
            Map.entry("imagePullSecrets", "name"),
            Map.entry("hostAliases", "ip"),
            Map.entry("topologySpreadConstraints", "topologyKey"),
            Map.entry("resourceClaims", "name"));

    private StrategicMerge() {}

    /** A new object; neither argument is changed. */
    static ObjectNode merge(ObjectNode base, JsonNode patch) {
        if (patch.path(DIRECTIVE).asText().equals("replace")) {
            return without(patch);
        }
        ObjectNode result = base.deepCopy();
        for (var change : patch.properties()) {
            String name = change.getKey();
            JsonNode merged = value(name, result.get(name), change.getValue());
            if (merged == null) {
                result.remove(name);
            } else {
                result.set(name, merged);
            }
        }
        return result;
    }

    private static @Nullable JsonNode value(String name, @Nullable JsonNode base, JsonNode patch) {
        if (patch.isNull() || deletes(patch)) {
            return null;
        }
        if (patch.isObject()) {
            return merge(base instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode(), patch);
        }
        String key = KEYS.get(name);
        return patch instanceof ArrayNode items && key != null ? list(key, base, items) : patch.deepCopy();
    }

    private static ArrayNode list(String key, @Nullable JsonNode base, ArrayNode patch) {
        ArrayNode result = base instanceof ArrayNode items ? items.deepCopy() : JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : patch) {
            int at = indexOf(result, key, item.path(key));
            if (deletes(item)) {
                result.remove(at);
            } else if (at < 0) {
                result.add(item.isObject() ? without(item) : item);
            } else {
                result.set(at, merge((ObjectNode) result.get(at), item));
            }
        }
        return result;
    }

    /** -1 when there is none. */
    private static int indexOf(ArrayNode items, String key, JsonNode value) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).isObject() && items.get(i).path(key).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean deletes(JsonNode patch) {
        return patch.path(DIRECTIVE).asText().equals("delete");
    }

    private static ObjectNode without(JsonNode patch) {
        ObjectNode result = patch.deepCopy();
        result.remove(DIRECTIVE);
        return result;
    }
}
