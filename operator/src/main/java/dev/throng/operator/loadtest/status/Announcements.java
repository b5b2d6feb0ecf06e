package dev.throng.operator.loadtest.status;

import dev.throng.api.LoadTestStatus;
import dev.throng.api.status.Condition;
import dev.throng.api.status.ConditionStatus;
import dev.throng.api.status.NoticeState;
import dev.throng.api.status.NoticeStatus;
import dev.throng.api.status.Phase;
import dev.throng.api.status.WorkersStatus;
import dev.throng.operator.loadtest.Words;
import dev.throng.operator.loadtest.follow.Progress;
import dev.throng.operator.loadtest.observe.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What is worth an event, from the difference between two statuses. Pure. */
public final class Announcements {
    private final LoadTestStatus before;
    private final LoadTestStatus after;
    private final List<Announcement> list = new ArrayList<>();

    private Announcements(LoadTestStatus before, LoadTestStatus after) {
        this.before = before;
        this.after = after;
    }

    /** Reasons of the condition WorkersReady that nobody has to do anything about. */
    private static final Set<String> HARMLESS =
            Set.of(Projection.WAITING_FOR_TARGET, Projection.CALIBRATING, Projection.CALIBRATED);

    /** In the order in which things happened. */
    public static List<Announcement> of(Observed seen, LoadTestStatus after) {
        Announcements announcements = new Announcements(seen.last(), after);
        announcements.invalid();
        announcements.accepted();
        announcements.workers();
        announcements.started();
        seen.progress().ifPresent(announcements::thresholds);
        announcements.notStored();
        announcements.finished();
        announcements.notices();
        return List.copyOf(announcements.list);
    }

    private void invalid() {
        became(ConditionType.VALID, ConditionStatus.False)
                .ifPresent(valid -> add(true, reason(valid), message(valid), String.valueOf(after.runHash())));
    }

    private void accepted() {
        if (after.phase() == Phase.Starting && !Objects.equals(before.runId(), after.runId())) {
            String workers = Optional.ofNullable(after.workers())
                    .map(WorkersStatus::desired)
                    .filter(number -> number > 0)
                    .map(number -> " with " + Words.count(number, "worker"))
                    .orElse("");
            add(false, "Accepted", "run " + after.runId() + " is being started" + workers, "");
        }
    }

    private void workers() {
        grown().ifPresent(number -> add(
                false,
                "WorkersAdded",
                "the generator was the bottleneck: there are to be " + Words.count(number, "worker") + " now",
                number + ""));
        became(ConditionType.WORKERS_READY, ConditionStatus.True)
                .ifPresent(ready -> add(false, "WorkersReady", message(ready), lost(after) + ""));
        condition(after, ConditionType.WORKERS_READY)
                .filter(now -> now.status() == ConditionStatus.False && after.phase() == Phase.Starting)
                .filter(now -> !List.of("Starting", "Connecting").contains(reason(now)))
                .filter(now -> condition(before, ConditionType.WORKERS_READY)
                        .filter(then -> reason(then).equals(reason(now)))
                        .isEmpty())
                .ifPresent(now -> add(!HARMLESS.contains(reason(now)), reason(now), message(now), ""));
        if (lost(after) > lost(before)) {
            add(
                    true,
                    "WorkerLost",
                    Words.count(lost(after), "worker") + (lost(after) == 1 ? " was" : " were") + " lost so far",
                    lost(after) + "");
        }
    }

    private void started() {
        if (after.startedAt() != null && before.startedAt() == null) {
            add(false, "Started", "the load began at " + after.startedAt(), "");
        }
    }

    private void thresholds(Progress said) {
        said.missed()
                .forEach(missed -> add(
                        true,
                        "ThresholdCrossed",
                        missed.expression() + " does not hold: " + missed.measured(),
                        missed.expression()));
    }

    private void notStored() {
        condition(after, ConditionType.FINISHED)
                .filter(now -> reason(now).equals(Projection.NOT_STORED))
                .ifPresent(now -> add(true, Projection.NOT_STORED, message(now), ""));
    }

    private void finished() {
        became(ConditionType.COMPLETE, ConditionStatus.True)
                .ifPresent(complete -> add(false, "Completed", message(complete), ""));
        became(ConditionType.FINISHED, ConditionStatus.True)
                .filter(_ -> !toldAsInvalid())
                .ifPresent(end -> {
                    boolean passed = reason(end).equals("Passed");
                    String name = reason(end).equals("ThresholdsFailed") ? "Failed" : reason(end);
                    add(!passed, name, message(end), "");
                });
    }

    private void notices() {
        List<NoticeStatus> known = Objects.requireNonNullElse(before.notices(), List.of());
        Objects.requireNonNullElse(after.notices(), List.<NoticeStatus>of()).stream()
                .filter(notice -> !known.contains(notice))
                .filter(notice -> notice.state() == NoticeState.Sent || notice.state() == NoticeState.Failed)
                .forEach(notice -> {
                    boolean sent = notice.state() == NoticeState.Sent;
                    String what = sent ? " was told of the end" : " was not told of the end: " + notice.message();
                    add(!sent, sent ? "Notified" : "NotNotified", notice.name() + what, notice.name() + "");
                });
    }

    /** What is wrong with the spec is said once. */
    private boolean toldAsInvalid() {
        return became(ConditionType.VALID, ConditionStatus.False).isPresent();
    }

    private void add(boolean warning, String reason, String message, String key) {
        list.add(new Announcement(warning, reason, message, after.runId() + "/" + reason + "/" + key));
    }

    private Optional<Condition> became(String type, ConditionStatus status) {
        return condition(after, type)
                .filter(now -> now.status() == status)
                .filter(_ -> condition(before, type)
                                .filter(then -> then.status() == status)
                                .isEmpty()
                        || !Objects.equals(before.runId(), after.runId()));
    }

    private static Optional<Condition> condition(LoadTestStatus status, String type) {
        List<Condition> conditions = status.conditions() == null ? List.of() : status.conditions();
        return conditions.stream()
                .filter(condition -> type.equals(condition.type()))
                .findFirst();
    }

    private Optional<Integer> grown() {
        int now =
                Optional.ofNullable(after.workers()).map(WorkersStatus::desired).orElse(0);
        int earlier = Optional.ofNullable(before.workers())
                .map(WorkersStatus::desired)
                .orElse(0);
        return after.runId() != null && after.runId().equals(before.runId()) && earlier > 0 && now > earlier
                ? Optional.of(now)
                : Optional.empty();
    }

    private static int lost(LoadTestStatus status) {
        return Optional.ofNullable(status.workers()).map(WorkersStatus::lost).orElse(0);
    }

    private static String reason(Condition condition) {
        return Objects.requireNonNullElse(condition.reason(), "");
    }

    private static String message(Condition condition) {
        return Objects.requireNonNullElse(condition.message(), "");
    }
}
