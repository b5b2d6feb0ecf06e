package dev.throng.operator.schedule;

import dev.throng.api.ConcurrencyPolicy;
import dev.throng.api.LoadTestScheduleSpec;
import dev.throng.api.LoadTestScheduleStatus;
import dev.throng.api.LoadTestStatus;
import dev.throng.api.Phase;
import dev.throng.api.ResultStatus;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.schedule.Seen.Child;
import dev.throng.operator.schedule.Seen.Timetable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what a schedule's reconcile looks at. */
final class ScheduleObserver {
    private static final int HISTORY_LIMIT = 3;

    private ScheduleObserver() {}

    static Seen observe(LoadTestScheduleResource schedule, Collection<LoadTestResource> children, Instant now) {
        LoadTestScheduleSpec spec = schedule.getSpec();
        return new Seen(
                now,
                schedule.getMetadata().getGeneration(),
                Instant.parse(schedule.getMetadata().getCreationTimestamp()),
                timetable(spec),
                Boolean.TRUE.equals(spec.suspend()),
                spec.concurrencyPolicy() == null ? ConcurrencyPolicy.Forbid : spec.concurrencyPolicy(),
                Optional.ofNullable(spec.startingDeadlineSeconds()).map(Duration::ofSeconds),
                or(spec.successfulRunsHistoryLimit(), HISTORY_LIMIT),
                or(spec.failedRunsHistoryLimit(), HISTORY_LIMIT),
                Optional.ofNullable(schedule.getStatus()).orElse(LoadTestScheduleStatus.NONE),
                children.stream()
                        .filter(child -> child.getMetadata().getDeletionTimestamp() == null)
                        .filter(child -> owned(child, schedule))
                        .map(ScheduleObserver::child)
                        .sorted(Comparator.comparing(Child::due))
                        .toList());
    }

    private static Timetable timetable(LoadTestScheduleSpec spec) {
        String zone = spec.timeZone() == null ? "Etc/UTC" : spec.timeZone();
        try {
            return new Timetable.Known(Cron.parse(Objects.requireNonNull(spec.schedule()), ZoneId.of(zone)));
        } catch (DateTimeException e) {
            return new Timetable.Wrong(
                    "spec.timeZone: there is no time zone '" + zone + "', say for example Europe/Berlin");
        } catch (IllegalArgumentException e) {
            return new Timetable.Wrong("spec.schedule: " + e.getMessage());
        }
    }

    private static boolean owned(LoadTestResource child, LoadTestScheduleResource schedule) {
        return child.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(schedule.getMetadata().getUid()));
    }

    private static Child child(LoadTestResource loadTest) {
        LoadTestStatus status = Optional.ofNullable(loadTest.getStatus()).orElse(LoadTestStatus.NONE);
        boolean finished = status.phase() == Phase.Finished;
        return new Child(
                loadTest.getMetadata().getName(),
                Children.dueOf(loadTest),
                finished ? Instant.parse(Objects.requireNonNull(status.finishedAt())) : null,
                finished
                        ? Optional.ofNullable(status.result())
                                .map(ResultStatus::verdict)
                                .orElse(null)
                        : null,
                Boolean.TRUE.equals(loadTest.getSpec().abort()));
    }

    private static int or(@Nullable Integer value, int absent) {
        return value == null ? absent : value;
    }
}
