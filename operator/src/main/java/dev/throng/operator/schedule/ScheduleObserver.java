package dev.throng.operator.schedule;

import dev.throng.api.ConcurrencyPolicy;
import dev.throng.api.LoadTestScheduleSpec;
import dev.throng.api.LoadTestScheduleStatus;
import dev.throng.api.LoadTestStatus;
import dev.throng.api.LoadTestTemplate;
import dev.throng.api.Problem;
import dev.throng.api.status.Phase;
import dev.throng.api.status.ResultStatus;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.loadtest.RunId;
import dev.throng.operator.loadtest.observe.Earlier;
import dev.throng.operator.loadtest.observe.Examination;
import dev.throng.operator.loadtest.observe.Observed;
import dev.throng.operator.loadtest.observe.Validity;
import dev.throng.operator.loadtest.status.Listed;
import dev.throng.operator.schedule.Seen.Child;
import dev.throng.operator.schedule.Seen.Objection;
import dev.throng.operator.schedule.Seen.Timetable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what a schedule's reconcile looks at. */
final class ScheduleObserver {
    private static final int HISTORY_LIMIT = 3;

    private final Examination examination;

    ScheduleObserver(Examination examination) {
        this.examination = examination;
    }

    Seen observe(LoadTestScheduleResource schedule, Collection<LoadTestResource> children, Instant now) {
        LoadTestScheduleSpec spec = schedule.getSpec();
        return new Seen(
                now,
                schedule.getMetadata().getGeneration(),
                Instant.parse(schedule.getMetadata().getCreationTimestamp()),
                timetable(spec),
                template(schedule),
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

    /** Looked at now and not only when it is due: at night nobody is there to mend it. */
    private Optional<Objection> template(LoadTestScheduleResource schedule) {
        LoadTestTemplate template = schedule.getSpec().loadTestTemplate();
        if (template == null || template.spec() == null) {
            return Optional.empty();
        }
        RunId run = new RunId(
                schedule.getMetadata().getNamespace(),
                Children.name(schedule, Instant.EPOCH),
                schedule.getMetadata().getUid(),
                1);
        return switch (examination.examine(run, template.spec(), Earlier.NONE)) {
            case Validity.Valid _ -> Optional.empty();
            case Validity.Missing missing -> Optional.of(new Objection(Observed.MISSING, listed(missing.what())));
            case Validity.Wrong wrong -> Optional.of(new Objection("Invalid", listed(wrong.problems())));
        };
    }

    private static String listed(List<Problem> problems) {
        return Listed.of(problems.stream()
                .map(problem -> new Problem(
                        problem.path().replaceFirst("^spec", "spec.loadTestTemplate.spec"), problem.message()))
                .toList());
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
