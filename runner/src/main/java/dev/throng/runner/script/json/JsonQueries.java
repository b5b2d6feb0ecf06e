package dev.throng.runner.script.json;

import com.jayway.jsonpath.JsonPathException;
import dev.throng.runner.script.Place;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses how a JSONPath is evaluated: names and indices from the root over the bytes, anything richer over a tree. */
public final class JsonQueries {
    private JsonQueries() {}

    public static JsonQuery of(String path, Place place) {
        Optional<List<ByteQuery.Step>> steps = ByteQuery.parse(path);
        if (steps.isPresent()) {
            return new ByteQuery(path, steps.get());
        }
        try {
            return TreeQuery.of(path);
        } catch (JsonPathException | IllegalArgumentException wrong) {
            place.problem("not a JSONPath: " + firstLine(wrong.getMessage()));
            return new ByteQuery(path, List.of());
        }
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
