package dev.throng.api.file;

import dev.throng.api.LoadTestScheduleSpec;
import dev.throng.api.LoadTestSpec;
import java.util.List;

/** What came of reading a file. */
public sealed interface Reading {

    /**
     * Nothing is wrong with it.
     *
     * @param loadTests in file order
     * @param schedules in file order; at least one of the two lists has an element
     */
    record Accepted(List<Document<LoadTestSpec>> loadTests, List<Document<LoadTestScheduleSpec>> schedules)
            implements Reading {}

    /** At least one thing is wrong; nothing of the file is to be used. */
    record Refused(Problems problems) implements Reading {}
}
