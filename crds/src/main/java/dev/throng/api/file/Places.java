package dev.throng.api.file;

import dev.throng.api.YamlPath;
import java.util.Map;

/** Where in its file each path of a document stands. Immutable. */
public final class Places {
    private final Source source;
    private final Location start;
    private final Map<String, Location> byPath;

    Places(Source source, Location start, Map<String, Location> byPath) {
        this.source = source;
        this.start = start;
        this.byPath = Map.copyOf(byPath);
    }

    /**
     * The place of a path such as {@code spec.scenario.users[0].tasks[2].get}: of its value, or of its key when the
     * value is a block below it. A path that the file does not have gives the place of its nearest parent that it has,
     * in the end the document's beginning.
     */
    public Location locate(String path) {
        for (String at = path; !at.isEmpty(); at = YamlPath.parent(at)) {
            Location found = byPath.get(at);
            if (found != null) {
                return found;
            }
        }
        return start;
    }

    Source source() {
        return source;
    }

    Map<String, Location> all() {
        return byPath;
    }
}
