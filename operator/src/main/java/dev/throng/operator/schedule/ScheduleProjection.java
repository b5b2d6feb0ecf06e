package dev.throng.operator.schedule;

import dev.throng.api.LoadTestScheduleStatus;
import dev.throng.operator.loadtest.status.Conditions;
import dev.throng.operator.schedule.Seen.Child;
import dev.throng.operator.schedule.Seen.Timetable;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a schedule's status says. Pure. */
final class ScheduleProjection {
    private static final int MOST_ACTIVE = 100;

    private ScheduleProjection() {}

    static LoadTestScheduleStatus of(Seen seen, Step.Decided decided) {
        Conditions conditions = new Conditions(seen.last().conditions(), seen.now(), seen.generation());
        valid(seen, conditions);
        scheduled(seen, decided, conditions);
        Optional<Child> ended = seen.children().stream()
                .filter(child -> !child.active())
                .max(Comparator.comparing((Child child) -> Objects.requireNonNull(child.finished()))
                        .thenComparing(Child::due));
        return new LoadTestScheduleStatus(
                seen.generation(),
                conditions.list(),
                seen.suspend(),
                seen.active().stream().map(Child::name).limit(MOST_ACTIVE).toList(),
                lastScheduleTime(seen, decided),
                decided.step() instanceof Step.Skip skip
                        ? skip.due().toString()
                        : seen.last().lastSkippedTime(),
                decided.next().map(Instant::toString).orElse(null),
                lastSuccess(seen),
                ended.map(Child::name).orElse(seen.last().lastLoadTest()),
                ended.map(Child::verdict).orElse(seen.last().lastVerdict()));
    }

    private static void valid(Seen seen, Conditions conditions) {
        switch (seen.timetable()) {
            case Timetable.Known _ ->
                seen.template()
                        .ifPresentOrElse(
                                wrong -> conditions.no("Valid", wrong.reason(), wrong.message()),
                                () -> conditions.yes(
                                        "Valid", "Accepted", "the schedule is understood, its LoadTest can be run"));
            case Timetable.Wrong wrong -> conditions.no("Valid", "Invalid", wrong.message());
        }
    }

    private static void scheduled(Seen seen, Step.Decided decided, Conditions conditions) {
        if (seen.timetable() instanceof Timetable.Wrong wrong) {
            conditions.no("Scheduled", "Invalid", wrong.message());
        } else if (seen.suspend()) {
            conditions.no("Scheduled", "Suspended", "spec.suspend is true");
        } else if (decided.step() instanceof Step.Refused refused) {
            conditions.no(
                    "Scheduled",
                    "Refused",
                    "the run that was due at " + refused.due() + " could not be made: " + refused.message());
        } else if (decided.step() instanceof Step.Skip skip) {
            conditions.yes("Scheduled", skip.reason(), "left out " + skip.due() + ": " + skip.message());
        } else {
            conditions.yes(
                    "Scheduled",
                    "Waiting",
                    decided.next().map(next -> "the next run is due at " + next).orElse("no run is due"));
        }
    }

    private static @Nullable String lastScheduleTime(Seen seen, Step.Decided decided) {
        if (decided.step() instanceof Step.Start start) {
            return start.due().toString();
        }
        return seen.children().stream()
                .map(Child::due)
                .max(Comparator.naturalOrder())
                .filter(due -> seen.last().lastScheduleTime() == null
                        || due.isAfter(Instant.parse(seen.last().lastScheduleTime())))
                .map(Instant::toString)
                .orElse(seen.last().lastScheduleTime());
    }

    private static @Nullable String lastSuccess(Seen seen) {
        return seen.children().stream()
                .filter(child -> !child.active() && child.passed())
                .map(child -> Objects.requireNonNull(child.finished()))
                .max(Comparator.naturalOrder())
                .map(Instant::toString)
                .orElse(seen.last().lastSuccessfulTime());
    }
}
