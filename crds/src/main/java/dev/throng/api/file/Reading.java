package dev.throng.api.file;

import dev.throng.api.LoadTestScheduleSpec;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.LoadTestTemplate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What came of reading a file. */
public sealed interface Reading {

    /**
     * Nothing is wrong with it.
     *
     * @param loadTests in file order
     * @param schedules in file order; at least one of the two lists has an element
     */
    record Accepted(List<Document<LoadTestSpec>> loadTests, List<Document<LoadTestScheduleSpec>> schedules)
            implements Reading {

        /** The LoadTests that the schedules would create, under the schedules' names. */
        public List<Document<LoadTestSpec>> templates() {
            return schedules.stream().flatMap(Accepted::template).toList();
        }

        private static Stream<Document<LoadTestSpec>> template(Document<LoadTestScheduleSpec> schedule) {
            LoadTestTemplate template = schedule.spec().loadTestTemplate();
            return template == null || template.spec() == null
                    ? Stream.empty()
                    : Stream.of(new Document<>(
                            schedule.name(),
                            schedule.namespace(),
                            Map.of(),
                            Map.of(),
                            template.spec(),
                            schedule.places().within("spec.loadTestTemplate")));
        }
    }

    /** At least one thing is wrong; nothing of the file is to be used. */
    record Refused(Problems problems) implements Reading {}
}
