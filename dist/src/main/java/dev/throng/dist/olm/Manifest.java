package dev.throng.dist.olm;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One object of a file of several.
 *
 * @param text as it is written there, comments too
 * @param tree the same, read
 */
record Manifest(String text, Map<?, ?> tree) {
    static List<Manifest> all(String file) {
        return Stream.of(file.split("(?m)^---\\s*$"))
                .filter(text -> text.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#")))
                .map(text -> new Manifest(text.strip() + "\n", read(text)))
                .toList();
    }

    private static Map<?, ?> read(String text) {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    String kind() {
        return String.valueOf(tree.get("kind"));
    }

    String name() {
        return String.valueOf(at("metadata", "name"));
    }

    boolean is(String kind, String name) {
        return kind().equals(kind) && name().equals(name);
    }

    /** What is there, by the names of fields. */
    Object at(String... fields) {
        @Nullable Object found = tree;
        for (String field : fields) {
            found = found instanceof Map<?, ?> map ? map.get(field) : null;
        }
        return Objects.requireNonNull(found, () -> kind() + " has no " + String.join(".", fields));
    }
}
