package dev.throng.operator.loadtest.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.LoadTestStatus;
import dev.throng.api.status.Condition;
import dev.throng.api.status.Phase;
import dev.throng.api.status.ReportStatus;
import dev.throng.api.status.ResultStatus;
import dev.throng.api.status.Verdict;
import dev.throng.api.status.WorkersStatus;
import dev.throng.operator.loadtest.Scene;
import dev.throng.operator.loadtest.act.Acted;
import dev.throng.operator.loadtest.decide.Decision;
import dev.throng.operator.loadtest.decide.Decisions;
import dev.throng.operator.loadtest.follow.Ending;
import dev.throng.operator.loadtest.follow.FakeMasters;
import dev.throng.operator.loadtest.follow.Progress;
import dev.throng.operator.loadtest.follow.Progress.State;
import dev.throng.operator.loadtest.observe.CalibrationView;
import dev.throng.operator.loadtest.observe.Observed;
import dev.throng.operator.loadtest.observe.Trouble;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {

    @Test
    void anAcceptedRunIsStartingAndWaitsForItsWorkers() {
        LoadTestStatus status = after(Scene.untouched());
        assertThat(status.phase()).isEqualTo(Phase.Starting);
        assertThat(status.runId()).isEqualTo("items-1");
        assertThat(status.runHash()).isEqualTo("new");
        assertThat(status.acceptedAt()).isEqualTo("2026-05-01T12:00:00Z");
        assertThat(status.observedGeneration()).isEqualTo(7);
        assertThat(conditions(status)).isEqualTo("""
                Valid=True/Accepted
                WorkersReady=False/Starting
                GeneratorHealthy=Unknown/NotStarted
                Complete=False/Starting
                Passed=Unknown/Starting
                Finished=False/Starting""");
    }

    @Test
    void howManyWorkersThereAreToBeIsSaidOnceItIsFoundOut() {
        LoadTestStatus accepted = after(Scene.untouched().calibrates());
        assertThat(accepted.workers().desired()).isZero();
        assertThat(messages(Scene.untouched().calibrates(), accepted))
                .containsExactly("Accepted: run items-1 is being started");

        Scene asked = Scene.calibrating(Optional.empty());
        assertThat(condition(after(asked), "WorkersReady").reason()).isEqualTo("Calibrating");
        assertThat(messages(asked, after(asked)))
                .containsExactly(
                        "Calibrating: a worker drives a growing part of the load, which says how many are needed");

        Scene told = Scene.calibrating(
                Optional.of(new CalibrationView(Optional.of(3), "half of it kept one busy", false, Optional.empty())));
        LoadTestStatus sized = after(told);
        assertThat(sized.workers().desired()).isEqualTo(3);
        assertThat(messages(told, sized)).containsExactly("Calibrated: 3 workers: half of it kept one busy");

        Scene failed = Scene.calibrating(
                Optional.of(new CalibrationView(Optional.empty(), "every request failed", true, Optional.empty())));
        assertThat(messages(failed, after(failed)))
                .containsExactly(
                        "warning NotCalibrated: 2 workers, since the calibration came to nothing: every request failed");
    }

    private static List<String> messages(Scene scene, LoadTestStatus after) {
        return Announcements.of(scene.observed(), after).stream()
                .map(told -> (told.warning() ? "warning " : "") + told.reason() + ": " + told.message())
                .toList();
    }

    @Test
    void aWrongSpecIsFinishedWithThePlaceAndTheFix() {
        LoadTestStatus status = after(Scene.untouched().wrong("spec.target", "say for example http://shop:8000"));
        assertThat(status.phase()).isEqualTo(Phase.Finished);
        assertThat(status.result().verdict()).isEqualTo(Verdict.Unknown);
        assertThat(condition(status, "Valid").message()).isEqualTo("spec.target: say for example http://shop:8000");
        assertThat(conditions(status)).isEqualTo("""
                Valid=False/Invalid
                WorkersReady=Unknown/NotStarted
                GeneratorHealthy=Unknown/NotStarted
                Complete=False/Invalid
                Passed=Unknown/Invalid
                Finished=True/Invalid""");
    }

    @Test
    void aSuspendedRunSaysThatItIs() {
        LoadTestStatus status = after(Scene.untouched().suspended());
        assertThat(status.phase()).isEqualTo(Phase.Suspended);
        assertThat(conditions(status)).isEqualTo("""
                Valid=True/Accepted
                Complete=False/Suspended
                Passed=Unknown/Suspended
                Finished=False/Suspended""");
    }

    @Test
    void whatIsMissingIsSaidOnTheSpec() {
        LoadTestStatus status = after(Scene.untouched().missing("spec.scenario.java.configMap", "no ConfigMap code"));
        assertThat(status.phase()).isEqualTo(Phase.Pending);
        assertThat(condition(status, "Valid").message()).isEqualTo("spec.scenario.java.configMap: no ConfigMap code");
    }

    @Test
    void whatKeepsPodsFromStartingIsSaidOfTheWorkers() {
        Trouble trouble = new Trouble(Trouble.Reason.Unschedulable, "pod a: 0/3 nodes are available");
        Condition ready = condition(after(Scene.during(Phase.Starting).workerPod(0, trouble)), "WorkersReady");
        assertThat(ready.reason()).isEqualTo("Unschedulable");
        assertThat(ready.message()).isEqualTo("0 of 2 workers are connected; pod a: 0/3 nodes are available");
    }

    @Test
    void whatTheApiServerRefusesIsSaidOfTheWorkers() {
        Observed seen = Scene.during(Phase.Starting).withoutJobs().observed();
        Acted acted = new Acted(
                Optional.of(new Trouble(Trouble.Reason.QuotaExceeded, "exceeded quota: small")),
                Optional.empty(),
                Optional.empty());
        LoadTestStatus status = Projection.of(seen, Decisions.decide(seen), acted);
        assertThat(condition(status, "WorkersReady").reason()).isEqualTo("QuotaExceeded");
    }

    @Test
    void aTargetThatIsWaitedForIsSaidWithTheReason() {
        Progress waiting =
                FakeMasters.progress(State.WAITING, 2).waitingFor("the target http://items:8000: host unknown");
        LoadTestStatus status = after(Scene.during(Phase.Starting).masterPod().says(waiting));
        Condition ready = condition(status, "WorkersReady");
        assertThat(ready.reason()).isEqualTo("WaitingForTarget");
        assertThat(ready.message())
                .isEqualTo("2 of 2 workers are connected; waiting for the target http://items:8000: host unknown");
        assertThat(status.phase()).isEqualTo(Phase.Starting);
    }

    @Test
    void afterTheEndTheStatusSaysWhatTheRunWasAbout() {
        LoadTestStatus status = ended(Ending.Reason.Passed, Optional.empty(), Optional.of(report()));
        assertThat(status.progress()).isNull();
        assertThat(status.display().users()).isEqualTo("50");
        assertThat(condition(status, "WorkersReady").message()).isEqualTo("2 workers drove the load");
        assertThat(status.workers().lost()).as("as the result says").isEqualTo(1);
    }

    @Test
    void anOperatorThatComesBackTakesNobodyForGone() {
        LoadTestStatus status = after(Scene.after("""
                phase: Running
                runId: items-1
                runHash: first
                startedAt: "2026-05-01T11:30:00Z"
                workers: {desired: 2, ready: 2, lost: 1}
                conditions: [{type: WorkersReady, status: "True", reason: AllConnected, message: well, lastTransitionTime: "2026-05-01T11:30:00Z", observedGeneration: 3}]
                """)
                .made()
                .masterPod()
                .workerPod(0, new Trouble(Trouble.Reason.ContainerFailed, "pod a ended with code 3")));
        assertThat(condition(status, "WorkersReady").reason()).isEqualTo("AllConnected");
        assertThat(status.workers()).isEqualTo(new WorkersStatus(2, 2, 1));
    }

    @Test
    void whatNeverReachedTheTargetHasNeitherRateNorTimes() {
        Ending nowhere = new Ending(
                Ending.Reason.Aborted, "aborted", Scene.NOON, Scene.NOON, measured(), 5, 0, true, 0, List.of());
        LoadTestStatus status = Projection.of(
                ending(),
                new Decision.Store(),
                new Acted(Optional.empty(), Optional.of(nowhere), Optional.of(report())));
        assertThat(status.display().rps()).isNull();
        assertThat(status.display().p95()).isNull();
        assertThat(status.display().users()).isEqualTo("5");
        assertThat(status.startedAt()).as("as it was stopped before it began").isNull();
    }

    @Test
    void aRunUnderWayShowsItsFigures() {
        LoadTestStatus status = after(Scene.during(Phase.Starting).masterPod().says(State.RUNNING));
        assertThat(status.phase()).isEqualTo(Phase.Running);
        assertThat(status.display().users()).isEqualTo("20");
        assertThat(status.display().p95()).isEqualTo("212ms");
        assertThat(status.workers().ready()).isEqualTo(2);
        assertThat(conditions(status)).isEqualTo("""
                GeneratorHealthy=True/Healthy
                WorkersReady=True/AllConnected
                Complete=False/Running
                Passed=Unknown/Running
                Finished=False/Running""");
    }

    /** The documentation's table of outcomes. */
    @ParameterizedTest
    @CsvSource({
        "Passed,True,True",
        "ThresholdsFailed,True,False",
        "Broken,False,Unknown",
        "GeneratorUnhealthy,True,Unknown",
        "Uncertain,True,Unknown",
        "Aborted,False,Unknown"
    })
    void everyOutcomeHasItsConditions(Ending.Reason reason, String complete, String passed) {
        LoadTestStatus status = ended(reason, Optional.empty(), Optional.of(report()));
        assertThat(status.phase()).isEqualTo(Phase.Finished);
        assertThat(condition(status, "Finished").status()).hasToString("True");
        assertThat(condition(status, "Finished").reason()).isEqualTo(reason.name());
        assertThat(condition(status, "Complete").status()).hasToString(complete);
        assertThat(condition(status, "Passed").status()).hasToString(passed);
        assertThat(condition(status, "Passed").message()).isEqualTo("as measured");
        assertThat(status.report().configMap()).isEqualTo("items-1-report");
    }

    @Test
    void aRunWhoseReportIsRefusedIsNotOver() {
        Observed seen = ending();
        Acted refused = new Acted(
                Optional.of(new Trouble(Trouble.Reason.QuotaExceeded, "exceeded quota: objects")),
                Optional.empty(),
                Optional.empty());
        LoadTestStatus status = Projection.of(seen, new Decision.Store(), refused);
        assertThat(status.phase()).isEqualTo(Phase.Stopping);
        assertThat(condition(status, "Finished").message())
                .isEqualTo("the report cannot be stored: exceeded quota: objects");
        assertThat(Announcements.of(seen, status)).anySatisfy(told -> {
            assertThat(told.reason()).isEqualTo("ReportNotStored");
            assertThat(told.warning()).isTrue();
        });
    }

    @Test
    void aSecondRunPutsTheFirstIntoTheHistory() {
        LoadTestStatus status = after(Scene.after("""
                        phase: Finished
                        runId: items-1
                        runHash: first
                        finishedAt: "2026-05-01T11:30:00Z"
                        conditions: [{type: Finished, status: "True", reason: ThresholdsFailed, lastTransitionTime: "2026-05-01T11:30:00Z"}]
                        result: {verdict: Failed, p95: 900.0}
                        report: {configMap: items-1-report}
                        history: [{runId: items-0}, {runId: items-x}]
                        """).asksFor("second"));
        assertThat(status.runId()).isEqualTo("items-2");
        assertThat(status.result()).isNull();
        assertThat(status.history()).extracting(run -> run.runId()).containsExactly("items-1", "items-0");
        assertThat(status.history().getFirst().verdict()).isEqualTo(Verdict.Failed);
        assertThat(status.history().getFirst().reason()).isEqualTo("ThresholdsFailed");
        assertThat(status.history().getFirst().report().configMap()).isEqualTo("items-1-report");
    }

    @Test
    void aConditionThatStaysKeepsItsTimeAndGetsTheGeneration() {
        LoadTestStatus status = after(Scene.after("""
                phase: Finished
                runId: items-1
                runHash: first
                finishedAt: "2026-05-01T11:30:00Z"
                conditions: [{type: Finished, status: "True", reason: Passed, message: well, lastTransitionTime: "2026-05-01T11:30:00Z", observedGeneration: 3}]
                """));
        assertThat(condition(status, "Finished").lastTransitionTime()).isEqualTo("2026-05-01T11:30:00Z");
        assertThat(condition(status, "Finished").observedGeneration()).isEqualTo(7);
    }

    private static LoadTestStatus ended(
            Ending.Reason reason, Optional<Trouble> trouble, Optional<ReportStatus> report) {
        Ending ending = new Ending(
                reason, "as measured", Scene.NOON.minusSeconds(60), Scene.NOON, measured(), 50, 1, false, 0, List.of());
        return Projection.of(ending(), new Decision.Store(), new Acted(trouble, Optional.of(ending), report));
    }

    private static ResultStatus measured() {
        return new ResultStatus(
                10L,
                0L,
                0L,
                0.0,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
                1.0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Verdict.Unknown,
                null,
                null,
                null,
                null,
                null);
    }

    private static Observed ending() {
        return Scene.during(Phase.Stopping).masterPod().says(State.ENDED).observed();
    }

    private static ReportStatus report() {
        return new ReportStatus("items-1-report", null, null, 1L);
    }

    private static LoadTestStatus after(Scene scene) {
        Observed seen = scene.observed();
        return Projection.of(seen, Decisions.decide(seen), Acted.DONE);
    }

    private static Condition condition(LoadTestStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> type.equals(condition.type()))
                .findFirst()
                .orElseThrow();
    }

    private static String conditions(LoadTestStatus status) {
        return status.conditions().stream()
                .map(condition -> condition.type() + "=" + condition.status() + "/" + condition.reason())
                .collect(Collectors.joining("\n"));
    }
}
