package dev.throng.api.file;

import dev.throng.api.YamlPath;
import dev.throng.api.file.yaml.Location;
import dev.throng.api.file.yaml.Source;
import java.util.Map;

/** Where in its file each path of a document stands. Immutable. */
public final class Places {
    private final Source source;
    private final Location start;
    private final Map<String, Location> byPath;
    /** What paths begin with in the file, and not for those who ask. */
    private final String above;

    Places(Source source, Location start, Map<String, Location> byPath) {
        this(source, start, Map.copyOf(byPath), "");
    }

    private Places(Source source, Location start, Map<String, Location> byPath, String above) {
        this.source = source;
        this.start = start;
        this.byPath = byPath;
        this.above = above;
    }

    /** The places of a document that stands within this one, below a path such as {@code spec.loadTestTemplate}. */
    Places within(String path) {
        return new Places(source, locate(path), byPath, whole(path) + ".");
    }

    /** The path as it is in the file. */
    String whole(String path) {
        return above + path;
    }

    /**
     * The place of a path such as {@code spec.scenario.users[0].tasks[2].get}: of its value, or of its key when the
     * value is a block below it. A path that the file does not have gives the place of its nearest parent that it has,
     * in the end the document's beginning.
     */
    public Location locate(String path) {
        for (String at = whole(path); !at.isEmpty(); at = YamlPath.parent(at)) {
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
