package dev.throng.operator.schedule;

import dev.throng.api.ConcurrencyPolicy;
import dev.throng.api.LoadTestScheduleStatus;
import dev.throng.api.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a reconcile of a schedule looks at, at one instant. Immutable.
 *
 * @param created when the schedule was made: nothing was due before
 * @param timetable when runs are due, or why nobody can say
 * @param template what is wrong with the LoadTests that it would make
 * @param startingDeadline by how much a start may be late; any delay will do when empty
 * @param children the LoadTests that it made, earliest first
 */
record Seen(
        Instant now,
        long generation,
        Instant created,
        Timetable timetable,
        Optional<Objection> template,
        boolean suspend,
        ConcurrencyPolicy policy,
        Optional<Duration> startingDeadline,
        int successfulLimit,
        int failedLimit,
        LoadTestScheduleStatus last,
        List<Child> children) {

    /** When runs are due. */
    sealed interface Timetable {
        record Known(Cron cron) implements Timetable {}

        /** @param message for people */
        record Wrong(String message) implements Timetable {}
    }

    /** @param reason in CamelCase */
    record Objection(String reason, String message) {}

    /**
     * A LoadTest of the schedule's.
     *
     * @param due when it was due
     * @param finished when it ended; null while it has not
     * @param verdict null while there is none
     */
    record Child(
            String name,
            Instant due,
            @Nullable Instant finished,
            @Nullable Verdict verdict,
            boolean aborting) {
        boolean active() {
            return finished == null;
        }

        boolean passed() {
            return verdict == Verdict.Passed;
        }
    }

    List<Child> active() {
        return children.stream().filter(Child::active).toList();
    }

    /** Up to which time everything that was due has been dealt with. */
    Instant dealtWith() {
        Instant instant = created;
        for (String time : new @Nullable String[] {last.lastScheduleTime(), last.lastSkippedTime()}) {
            if (time != null && Instant.parse(time).isAfter(instant)) {
                instant = Instant.parse(time);
            }
        }
        for (Child child : children) {
            instant = child.due().isAfter(instant) ? child.due() : instant;
        }
        return instant;
    }
}
