package dev.throng.operator.loadtest.status;

import static dev.throng.operator.loadtest.status.ConditionType.COMPLETE;
import static dev.throng.operator.loadtest.status.ConditionType.FINISHED;
import static dev.throng.operator.loadtest.status.ConditionType.GENERATOR_HEALTHY;
import static dev.throng.operator.loadtest.status.ConditionType.PASSED;
import static dev.throng.operator.loadtest.status.ConditionType.STEADY;
import static dev.throng.operator.loadtest.status.ConditionType.VALID;
import static dev.throng.operator.loadtest.status.ConditionType.WORKERS_READY;

import dev.throng.api.LoadTestStatus;
import dev.throng.api.Problem;
import dev.throng.api.status.Condition;
import dev.throng.api.status.ConditionStatus;
import dev.throng.api.status.DriftStatus;
import dev.throng.api.status.Phase;
import dev.throng.api.status.WorkersStatus;
import dev.throng.operator.loadtest.Words;
import dev.throng.operator.loadtest.act.Acted;
import dev.throng.operator.loadtest.decide.Decision;
import dev.throng.operator.loadtest.follow.Ending;
import dev.throng.operator.loadtest.follow.Ending.Reason;
import dev.throng.operator.loadtest.follow.Progress;
import dev.throng.operator.loadtest.observe.Observed;
import dev.throng.operator.loadtest.observe.Trouble;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The status after a reconcile, from what was seen, decided and done. Pure. */
public final class Projection {
    /** Reason of the condition Finished while the API server refuses the report. */
    static final String NOT_STORED = "ReportNotStored";

    /** Reason of the condition WorkersReady while the target is waited for. */
    static final String WAITING_FOR_TARGET = "WaitingForTarget";

    /** Reason of the condition WorkersReady while it is found out how many there are to be. */
    static final String CALIBRATING = "Calibrating";

    /** And once that is known. */
    static final String CALIBRATED = "Calibrated";

    /** And when it could not be found out. */
    static final String NOT_CALIBRATED = "NotCalibrated";

    /** Reasons of the condition WorkersReady before the load has begun. */
    private static final Set<String> UNSEEN = Set.of("Starting", "Connecting", CALIBRATING, CALIBRATED, NOT_CALIBRATED);

    private final Observed seen;
    private final Draft draft;
    private final Conditions conditions;

    private Projection(Observed seen) {
        this.seen = seen;
        this.draft = new Draft(seen.last(), seen.asked().generation(), seen.now());
        this.conditions = draft.conditions;
    }

    public static LoadTestStatus of(Observed seen, Decision decision, Acted acted) {
        Projection projection = new Projection(seen);
        switch (decision) {
            case Decision.Rest _, Decision.Release _, Decision.Dismiss _, Decision.CleanUp _ ->
                projection.draft.notices = Notices.later(seen);
            case Decision.Tell _ -> projection.draft.notices = Notices.begun(seen, acted.trouble());
            case Decision.Hold hold -> projection.held(hold);
            case Decision.Reject reject -> projection.rejected(reject.problems());
            case Decision.Accept accept -> projection.accepted(accept);
            case Decision.Calibrate _ -> projection.calibrating(acted);
            case Decision.Size size -> projection.sized(size);
            case Decision.Provide _ -> acted.trouble().ifPresent(projection::troubled);
            case Decision.Attend attend -> projection.attended(attend);
            case Decision.Store _ ->
                acted.ending()
                        .ifPresentOrElse(
                                ending -> projection.ended(ending, acted),
                                () -> acted.trouble().ifPresent(projection::notStored));
            case Decision.GiveUp giveUp -> projection.givenUp(giveUp);
        }
        return projection.draft.status();
    }

    private void held(Decision.Hold hold) {
        draft.phase = hold.suspended() ? Phase.Suspended : Phase.Pending;
        if (hold.missing().isEmpty()) {
            valid();
        } else {
            conditions.no(VALID, Observed.MISSING, Listed.of(hold.missing()));
        }
        notYet(hold.reason(), hold.message());
    }

    private void notYet(String reason, String message) {
        conditions.no(COMPLETE, reason, message);
        conditions.unknown(PASSED, reason, message);
        conditions.no(FINISHED, reason, message);
    }

    private void rejected(List<Problem> problems) {
        begin(seen.run().next().id());
        draft.phase = Phase.Finished;
        draft.finishedAt = Draft.time(seen.now());
        draft.result = Results.UNKNOWN;
        conditions.no(VALID, "Invalid", Listed.of(problems));
        conditions.unknown(WORKERS_READY, "NotStarted", "nothing was started");
        conditions.unknown(GENERATOR_HEALTHY, "NotStarted", "nothing was started");
        over(Reason.Invalid, "Invalid", Listed.of(problems));
    }

    private void accepted(Decision.Accept accept) {
        begin(accept.accepted().run().id());
        draft.phase = Phase.Starting;
        draft.acceptedAt = Draft.time(seen.now());
        // As long as nobody knows how many, there are to be none.
        boolean unknown = accept.accepted().calibrates();
        draft.workers = new WorkersStatus(unknown ? 0 : accept.accepted().workers(), 0, 0);
        valid();
        conditions.no(WORKERS_READY, "Starting", "the pods are being made");
        conditions.unknown(GENERATOR_HEALTHY, "NotStarted", "the load has not begun");
        notYet("Starting", "the run is starting");
    }

    private void calibrating(Acted acted) {
        Optional<Trouble> trouble =
                acted.trouble().or(() -> seen.present().troubles().stream().findFirst());
        trouble.ifPresentOrElse(
                this::troubled,
                () -> conditions.no(
                        WORKERS_READY,
                        CALIBRATING,
                        "a worker drives a growing part of the load, which says how many are needed"));
    }

    private void sized(Decision.Size size) {
        int number = size.accepted().workers();
        draft.workers = new WorkersStatus(number, 0, 0);
        conditions.no(
                WORKERS_READY,
                size.found() ? CALIBRATED : NOT_CALIBRATED,
                size.found()
                        ? Words.count(number, "worker") + ": " + size.words()
                        : Words.count(number, "worker") + ", since the calibration came to nothing: " + size.words());
    }

    private void begin(String run) {
        conditions.without(STEADY);
        draft.begin(
                run,
                seen.asked().hash(),
                seen.asked().loadHash(),
                finishedReason(),
                seen.asked().historyLimit());
    }

    private void valid() {
        conditions.yes(VALID, "Accepted", "the spec can be run");
    }

    private void troubled(Trouble trouble) {
        conditions.no(WORKERS_READY, trouble.reason().name(), trouble.message());
    }

    private void attended(Decision.Attend attend) {
        attend.grow().ifPresent(grown -> {
            WorkersStatus now = Optional.ofNullable(draft.workers).orElse(new WorkersStatus(0, 0, 0));
            draft.workers = new WorkersStatus(grown.workers(), now.ready(), now.lost());
        });
        Optional<Progress> said = seen.progress();
        said.ifPresent(this::figures);
        if (said.isPresent() || !isDriven()) {
            workers(said);
        }
        switch (said.map(Progress::state).orElse(Progress.State.WAITING)) {
            case WAITING -> notYet("Starting", "the run is starting");
            case RUNNING -> running(Phase.Running, "Running", "the run is under way");
            case STOPPING, ENDED -> running(Phase.Stopping, "Stopping", "the run ends: results are merged and stored");
        }
    }

    /** Nobody has told yet of a run that was under way before: an operator that has just come back. */
    private boolean isDriven() {
        return draft.phase == Phase.Running || draft.phase == Phase.Stopping;
    }

    private void running(Phase phase, String reason, String message) {
        draft.phase = phase;
        notYet(reason, message);
    }

    private void figures(Progress said) {
        draft.progress = said.figures();
        draft.display = Display.of(said.figures());
        if (draft.startedAt == null) {
            said.startedAt().ifPresent(start -> draft.startedAt = Draft.time(start));
        }
        if (said.startedAt().isPresent()) {
            health(said.unhealthy());
        }
    }

    private void health(List<String> unhealthy) {
        if (unhealthy.isEmpty()) {
            conditions.yes(GENERATOR_HEALTHY, "Healthy", "the generator keeps up with the load it is to make");
        } else {
            conditions.no(GENERATOR_HEALTHY, "Bottleneck", String.join("; ", unhealthy));
        }
    }

    /** What another operator, or another master's stream, has told of stays told. */
    private int lost(int told) {
        WorkersStatus now = Optional.ofNullable(draft.workers).orElse(new WorkersStatus(0, 0, 0));
        int before = Optional.ofNullable(seen.last().workers())
                .filter(_ -> String.valueOf(draft.runId).equals(seen.last().runId()))
                .map(WorkersStatus::lost)
                .orElse(0);
        int lost = Math.max(before, told);
        draft.workers = new WorkersStatus(now.desired(), now.ready(), lost);
        return lost;
    }

    private void workers(Optional<Progress> said) {
        int desired =
                Optional.ofNullable(draft.workers).map(WorkersStatus::desired).orElse(0);
        int ready = said.map(Progress::ready).orElse(0);
        draft.workers = new WorkersStatus(desired, ready, 0);
        int lost = lost(said.map(Progress::lost).orElse(0));
        if (said.filter(Projection::leaving).isPresent()) {
            return;
        }
        String count = ready + " of " + Words.count(desired, "worker") + (desired == 1 ? " is" : " are") + " connected";
        Optional<Trouble> trouble = seen.present().troubles().stream().findFirst();
        Optional<String> waitingFor = said.flatMap(Progress::waitingFor);
        if (ready >= desired && desired > 0 && waitingFor.isPresent()) {
            conditions.no(WORKERS_READY, WAITING_FOR_TARGET, count + "; waiting for " + waitingFor.get());
        } else if (ready >= desired && desired > 0) {
            conditions.yes(WORKERS_READY, "AllConnected", count);
        } else if (trouble.isPresent()) {
            conditions.no(
                    WORKERS_READY,
                    trouble.get().reason().name(),
                    count + "; " + trouble.get().message());
        } else if (lost > 0) {
            conditions.no(WORKERS_READY, "WorkerLost", count + ", " + lost + " lost so far");
        } else {
            conditions.no(WORKERS_READY, "Connecting", count);
        }
    }

    /** At the end workers go as they should. */
    private static boolean leaving(Progress said) {
        return said.state() == Progress.State.STOPPING || said.state() == Progress.State.ENDED;
    }

    /** The load has been driven, though nobody was there to see it begin. */
    private void wereReady() {
        int desired =
                Optional.ofNullable(draft.workers).map(WorkersStatus::desired).orElse(0);
        boolean unseen = seen.last().conditions() == null
                || seen.last().conditions().stream()
                        .noneMatch(condition -> WORKERS_READY.equals(condition.type())
                                && !UNSEEN.contains(String.valueOf(condition.reason())));
        if (unseen) {
            conditions.yes(WORKERS_READY, "AllConnected", Words.count(desired, "worker") + " drove the load");
        }
    }

    private void notStored(Trouble trouble) {
        running(Phase.Stopping, NOT_STORED, "the report cannot be stored: " + trouble.message());
    }

    private void ended(Ending ending, Acted acted) {
        draft.phase = Phase.Finished;
        lost(ending.lostWorkers());
        wereReady();
        // What was stopped before it began has no beginning.
        if (draft.startedAt == null && ending.startedAt().isBefore(ending.finishedAt())) {
            draft.startedAt = Draft.time(ending.startedAt());
        }
        draft.finishedAt = Draft.time(ending.finishedAt());
        draft.result = ending.result();
        draft.progress = null;
        draft.display = Display.of(ending);
        draft.degradedSeconds = ending.degradedSeconds();
        draft.report = acted.report().orElse(null);
        health(ending.unhealthy());
        Optional.ofNullable(ending.result().drift()).ifPresent(this::steady);
        ConditionStatus passed = switch (ending.reason()) {
            case Passed -> ConditionStatus.True;
            case ThresholdsFailed -> ConditionStatus.False;
            case Aborted, Broken, Invalid, GeneratorUnhealthy, Uncertain -> ConditionStatus.Unknown;
        };
        boolean complete = switch (ending.reason()) {
            case Passed, ThresholdsFailed, GeneratorUnhealthy, Uncertain -> true;
            case Aborted, Broken, Invalid -> false;
        };
        conditions.set(
                COMPLETE,
                complete ? ConditionStatus.True : ConditionStatus.False,
                complete ? "ReachedItsEnd" : ending.reason().name(),
                complete ? "the run reached its end" : ending.message());
        conditions.set(PASSED, passed, ending.reason().name(), ending.message());
        conditions.yes(FINISHED, ending.reason().name(), ending.message() + elsewhere(acted));
        draft.notices = Notices.due(seen, ending.reason());
    }

    private void steady(DriftStatus drift) {
        boolean steady = Boolean.TRUE.equals(drift.steady());
        conditions.set(
                STEADY,
                steady ? ConditionStatus.True : ConditionStatus.False,
                steady ? "NoDrift" : "Drifting",
                String.valueOf(drift.message()));
    }

    /** Where a report is that could not be kept where it was wanted. */
    private static String elsewhere(Acted acted) {
        return acted.trouble()
                .map(trouble -> acted.report()
                                .map(report -> "; the report is in the ConfigMap " + report.configMap() + ": ")
                                .orElse("; there is no report: ")
                        + trouble.message())
                .orElse("");
    }

    private void givenUp(Decision.GiveUp giveUp) {
        seen.progress().ifPresent(this::figures);
        draft.phase = Phase.Finished;
        draft.finishedAt = Draft.time(seen.now());
        draft.progress = null;
        draft.result = Results.UNKNOWN;
        seen.present().troubles().stream().findFirst().ifPresent(this::troubled);
        if (giveUp.reason() == Reason.Invalid) {
            // The operator does not run code: that it is wrong, the pods find out.
            conditions.no(VALID, "Invalid", giveUp.message());
        }
        over(giveUp.reason(), giveUp.why(), giveUp.message());
    }

    /** An end without a verdict, short of the run's own. */
    private void over(Reason reason, String why, String message) {
        conditions.no(COMPLETE, why, message);
        conditions.unknown(PASSED, why, message);
        conditions.yes(FINISHED, reason.name(), message);
        draft.notices = Notices.due(seen, reason);
    }

    private Optional<String> finishedReason() {
        List<Condition> last =
                seen.last().conditions() == null ? List.of() : seen.last().conditions();
        return last.stream()
                .filter(condition -> FINISHED.equals(condition.type()))
                .map(Condition::reason)
                .findFirst();
    }
}
