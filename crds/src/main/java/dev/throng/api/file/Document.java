package dev.throng.api.file;

import dev.throng.api.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One accepted resource of a file.
 *
 * @param name {@code metadata.name}
 * @param namespace {@code metadata.namespace}, if the file says one
 * @param labels {@code metadata.labels}
 * @param annotations {@code metadata.annotations}
 * @param spec bound to its records; what the schema and its rules can say, holds
 * @param places where its paths stand in the file
 * @param <S> the kind's spec: {@link dev.throng.api.LoadTestSpec} or {@link dev.throng.api.LoadTestScheduleSpec}
 */
public record Document<S>(
        String name,
        @Nullable String namespace,
        Map<String, String> labels,
        Map<String, String> annotations,
        S spec,
        Places places) {

    /** What a later step (the plan's compiler) found wrong with this document, placed in its file. */
    public Problems locate(List<Problem> problems) {
        return Problems.at(places, problems);
    }

    /** The whole text of the file that this document was read from. */
    public String text() {
        return places.source().text();
    }
}
