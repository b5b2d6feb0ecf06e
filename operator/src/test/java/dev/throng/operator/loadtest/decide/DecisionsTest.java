package dev.throng.operator.loadtest.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.throng.api.status.NoticeState;
import dev.throng.api.status.Phase;
import dev.throng.operator.loadtest.Scene;
import dev.throng.operator.loadtest.follow.Ending.Reason;
import dev.throng.operator.loadtest.follow.FakeMasters;
import dev.throng.operator.loadtest.follow.Progress;
import dev.throng.operator.loadtest.follow.Progress.State;
import dev.throng.operator.loadtest.observe.CalibrationView;
import dev.throng.operator.loadtest.observe.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table, cell by cell. */
class DecisionsTest {
    private static final String FINISHED = """
            phase: Finished
            runId: items-1
            runHash: first
            finishedAt: "2026-05-01T11:30:00Z"
            """;

    @Nested
    class HowManyWorkers {
        private static CalibrationView found(int number) {
            return new CalibrationView(Optional.of(number), "half of it kept one busy", false, Optional.empty());
        }

        @Test
        void isFoundOutBeforeAnythingElseIsMade() {
            assertThat(decide(Scene.calibrating(Optional.empty()))).isInstanceOf(Decision.Calibrate.class);
            CalibrationView working = new CalibrationView(Optional.empty(), "", false, Optional.empty());
            assertThat(decide(Scene.calibrating(Optional.of(working)))).isInstanceOf(Decision.Calibrate.class);
        }

        @Test
        void isWhatTheCalibrationSaysUpToTheMost() {
            assertThat(decide(Scene.calibrating(Optional.of(found(4)))))
                    .asInstanceOf(type(Decision.Size.class))
                    .satisfies(size -> assertThat(size.accepted().workers()).isEqualTo(4))
                    .satisfies(size -> assertThat(size.found()).isTrue());
            assertThat(decide(Scene.calibrating(Optional.of(found(40)))))
                    .asInstanceOf(type(Decision.Size.class))
                    .satisfies(size -> assertThat(size.accepted().workers()).isEqualTo(6));
        }

        @Test
        void isTheUsualNumberWhenTheCalibrationCameToNothing() {
            CalibrationView failed =
                    new CalibrationView(Optional.empty(), "every request failed", true, Optional.empty());
            assertThat(decide(Scene.calibrating(Optional.of(failed))))
                    .asInstanceOf(type(Decision.Size.class))
                    .satisfies(size -> assertThat(size.accepted().workers()).isEqualTo(2))
                    .satisfies(size -> assertThat(size.found()).isFalse());
        }

        @Test
        void isNotFoundOutAgainOnceItIsKnown() {
            Scene sized = Scene.during(Phase.Starting).withoutJobs().calibrates();
            assertThat(decide(sized)).isInstanceOf(Decision.Provide.class);
        }

        @Test
        void isNotFoundOutForEver() {
            Scene late = Scene.after("""
                    phase: Starting
                    runId: items-1
                    runHash: first
                    acceptedAt: "2026-05-01T11:55:00Z"
                    workers: {desired: 0, ready: 0, lost: 0}
                    """).calibrates();
            assertThat(decide(late)).isInstanceOf(Decision.GiveUp.class);
            assertThat(decide(Scene.calibrating(Optional.empty()).aborted()))
                    .asInstanceOf(type(Decision.GiveUp.class))
                    .satisfies(end -> assertThat(end.reason()).isEqualTo(Reason.Aborted));
        }
    }

    @Nested
    class BeforeARun {
        @Test
        void whatCanBeRunIsAccepted() {
            assertThat(decide(Scene.untouched())).isInstanceOf(Decision.Accept.class);
        }

        @Test
        void whatIsPendingIsAcceptedOnceItCanBeRun() {
            assertThat(decide(Scene.after("phase: Pending"))).isInstanceOf(Decision.Accept.class);
        }

        @Test
        void suspensionHoldsItBackWithoutALookAtTheClock() {
            assertThat(decide(Scene.untouched().suspended()))
                    .isEqualTo(new Decision.Hold(
                            "Suspended", "held back by spec.suspend", true, List.of(), Optional.empty()));
        }

        @Test
        void suspensionThatIsLiftedLetsItBegin() {
            assertThat(decide(Scene.after("phase: Suspended"))).isInstanceOf(Decision.Accept.class);
        }

        @Test
        void anAbortFromTheBeginningHoldsItBack() {
            assertThat(decide(Scene.untouched().aborted()))
                    .asInstanceOf(type(Decision.Hold.class))
                    .satisfies(hold -> assertThat(hold.reason()).isEqualTo("AbortRequested"));
        }

        @Test
        void whatIsWrongIsRejectedEvenIfSuspended() {
            Scene wrong = Scene.untouched().wrong("spec.target", "no URL");
            assertThat(decide(wrong)).isInstanceOf(Decision.Reject.class);
            assertThat(decide(wrong.suspended())).isInstanceOf(Decision.Reject.class);
        }

        @Test
        void whatIsMissingIsWaitedFor() {
            assertThat(decide(Scene.untouched().missing("spec.http", "no ConfigMap a")))
                    .asInstanceOf(type(Decision.Hold.class))
                    .satisfies(hold -> assertThat(hold.reason()).isEqualTo("ConfigMissing"))
                    .satisfies(hold -> assertThat(hold.message()).isEqualTo("no ConfigMap a"))
                    .satisfies(hold -> assertThat(hold.until()).contains(Scene.NOON.plusSeconds(5)));
        }

        @Test
        void whatIsMissingTooLongIsRejected() {
            assertThat(decide(missingSince("11:55:00"))).isInstanceOf(Decision.Reject.class);
            assertThat(decide(missingSince("11:55:01"))).isInstanceOf(Decision.Hold.class);
        }

        @Test
        void whatIsMissingWhileSuspendedMayTakeForEver() {
            assertThat(decide(missingSince("10:00:00").suspended()))
                    .asInstanceOf(type(Decision.Hold.class))
                    .satisfies(hold -> assertThat(hold.suspended()).isTrue());
        }

        private Scene missingSince(String time) {
            return Scene.after("""
                            phase: Pending
                            conditions:
                            - {type: Valid, status: "False", reason: ConfigMissing, lastTransitionTime: "2026-05-01T%sZ"}
                            """.formatted(time)).missing("spec.http", "no ConfigMap a");
        }
    }

    @Nested
    class Notices {
        @Test
        void whoeverWaitsForTheEndIsToldBeforeAnythingElse() {
            Scene finished = Scene.after(FINISHED + "notices: [{name: chat, state: Pending}]");
            assertThat(decide(finished)).isInstanceOf(Decision.Tell.class);
            assertThat(decide(finished.asksFor("another"))).isInstanceOf(Decision.Tell.class);
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "Pending")
        void nobodyIsToldTwice(NoticeState state) {
            Scene finished = Scene.after(FINISHED + "notices: [{name: chat, state: " + state + "}]");
            assertThat(decide(finished)).isInstanceOf(Decision.Rest.class);
            assertThat(decide(finished.asksFor("another"))).isInstanceOf(Decision.Accept.class);
        }
    }

    @Nested
    class WhileItStarts {
        private final Scene starting = Scene.during(Phase.Starting);

        @Test
        void whatIsNotThereIsMade() {
            assertThat(decide(starting.withoutJobs())).isInstanceOf(Decision.Provide.class);
        }

        @Test
        void halfOfItIsMadeWhole() {
            assertThat(decide(starting.withoutWorkers())).isInstanceOf(Decision.Provide.class);
        }

        @Test
        void whatHasBecomeImpossibleIsGivenUp() {
            assertThat(decide(starting.withoutJobs().wrong("spec.target", "no URL")))
                    .isEqualTo(gaveUp(Reason.Broken, "StartFailed", "the run could not be started: no URL"));
            assertThat(decide(starting.withoutJobs().missing("spec.http", "no ConfigMap a")))
                    .isEqualTo(gaveUp(Reason.Broken, "StartFailed", "the run could not be started: no ConfigMap a"));
        }

        @Test
        void aMasterThatIsThereIsListenedTo() {
            assertThat(decide(starting.masterPod()))
                    .isEqualTo(new Decision.Attend(false, List.of(), Optional.empty(), Scene.NOON.plusSeconds(5)));
        }

        @Test
        void aMasterThatWaitsIsLeftWaiting() {
            assertThat(decide(starting.masterPod().says(State.WAITING))).isInstanceOf(Decision.Attend.class);
        }

        @ParameterizedTest
        @EnumSource(names = {"RUNNING", "STOPPING"})
        void aMasterThatRunsIsAttended(State state) {
            assertThat(decide(starting.masterPod().says(state))).isInstanceOf(Decision.Attend.class);
        }

        @Test
        void aMasterThatHasEndedAlreadyIsStored() {
            assertThat(decide(starting.masterPod().says(State.ENDED))).isInstanceOf(Decision.Store.class);
        }

        @Test
        void theDeadlineEndsTheWaitingWithTheReason() {
            Scene late = Scene.after("""
                            phase: Starting
                            runId: items-1
                            runHash: first
                            acceptedAt: "2026-05-01T11:55:00Z"
                            """).made();
            assertThat(decide(late))
                    .isEqualTo(gaveUp(
                            Reason.Broken,
                            "StartDeadlineExceeded",
                            "the run did not start within 5m: the master was out of reach"));
            assertThat(decide(late.workerPod(
                            0, new Trouble(Trouble.Reason.Unschedulable, "pod items-1-worker-0-x: 0/1 nodes"))))
                    .isEqualTo(gaveUp(
                            Reason.Broken,
                            "StartDeadlineExceeded",
                            "the run did not start within 5m: pod items-1-worker-0-x: 0/1 nodes"));
        }

        @Test
        void beforeTheDeadlineOneLooksAgainAtIt() {
            Scene nearly = Scene.after("""
                            phase: Starting
                            runId: items-1
                            runHash: first
                            acceptedAt: "2026-05-01T11:55:02Z"
                            """).made();
            assertThat(decide(nearly))
                    .asInstanceOf(type(Decision.Attend.class))
                    .satisfies(attend -> assertThat(attend.until()).isEqualTo(Scene.NOON.plusSeconds(2)));
        }

        @Test
        void aRunnerThatFindsThePlanInvalidEndsIt() {
            Trouble invalid = new Trouble(Trouble.Reason.InvalidInput, "pod x: ended with code 2: no such file");
            assertThat(decide(starting.workerPod(0, invalid)))
                    .isEqualTo(gaveUp(Reason.Invalid, "Invalid", "pod x: ended with code 2: no such file"));
        }

        @Test
        void aJobThatHasGivenUpEndsIt() {
            assertThat(decide(starting.masterFailed("items-1-master: too many failures")))
                    .isEqualTo(gaveUp(Reason.Broken, "StartFailed", "items-1-master: too many failures"));
            assertThat(decide(Scene.during(Phase.Starting).workersFailed("items-1-worker: too many failures")))
                    .isEqualTo(gaveUp(Reason.Broken, "StartFailed", "items-1-worker: too many failures"));
        }

        @Test
        void anAbortBeforeThereIsAMasterEndsIt() {
            assertThat(decide(starting.aborted()))
                    .isEqualTo(gaveUp(Reason.Aborted, "Aborted", "aborted before the load began"));
        }

        @Test
        void anAbortThatTheMasterCanHearIsToldToIt() {
            assertThat(decide(starting.masterPod().says(State.WAITING).aborted()))
                    .asInstanceOf(type(Decision.Attend.class))
                    .satisfies(attend -> assertThat(attend.stop()).isTrue());
        }
    }

    @Nested
    class WhileItRuns {
        private final Scene running = Scene.during(Phase.Running).masterPod().says(State.RUNNING);

        @Test
        void theMasterIsListenedTo() {
            assertThat(decide(running))
                    .isEqualTo(new Decision.Attend(false, List.of(), Optional.empty(), Scene.NOON.plusSeconds(30)));
        }

        @Test
        void anAbortIsToldToTheMaster() {
            assertThat(decide(running.aborted()))
                    .asInstanceOf(type(Decision.Attend.class))
                    .satisfies(attend -> assertThat(attend.stop()).isTrue());
        }

        @Test
        void anAbortIsNotToldToAMasterThatStopsAlready() {
            assertThat(decide(Scene.during(Phase.Stopping)
                            .masterPod()
                            .says(State.STOPPING)
                            .aborted()))
                    .asInstanceOf(type(Decision.Attend.class))
                    .satisfies(attend -> assertThat(attend.stop()).isFalse());
        }

        @Test
        void anAbortWithoutAMasterThatHearsEndsItAfterAWhile() {
            assertThat(decide(running.aborted().silentFor(Duration.ofSeconds(60))))
                    .isInstanceOf(Decision.Attend.class);
            assertThat(decide(running.aborted().silentFor(Duration.ofSeconds(61))))
                    .isEqualTo(gaveUp(Reason.Aborted, "Aborted", "aborted while the master was out of reach"));
        }

        @Test
        void theEndIsStored() {
            assertThat(decide(running.says(State.ENDED))).isInstanceOf(Decision.Store.class);
            assertThat(decide(Scene.during(Phase.Stopping).masterPod().says(State.ENDED)))
                    .isInstanceOf(Decision.Store.class);
        }

        @Test
        void anOperatorThatStartsListensBeforeItJudges() {
            assertThat(decide(Scene.during(Phase.Running).masterPod())).isInstanceOf(Decision.Attend.class);
        }

        @Test
        void aMasterMayBeOutOfReachForAWhile() {
            assertThat(decide(running.silentFor(Duration.ofMinutes(10)))).isInstanceOf(Decision.Attend.class);
        }

        @Test
        void aMasterThatStaysOutOfReachIsGivenUp() {
            assertThat(decide(running.silentFor(Duration.ofMinutes(11))))
                    .isEqualTo(gaveUp(Reason.Broken, "MasterOutOfReach", "nothing was heard of the master for 10m"));
        }

        @Test
        void aMasterWhoseJobHasGivenUpIsLost() {
            assertThat(decide(Scene.during(Phase.Running).masterFailed("items-1-master: too many failures")))
                    .isEqualTo(gaveUp(Reason.Broken, "MasterLost", "items-1-master: too many failures"));
        }

        @Test
        void aMasterThatWentBeforeItsReportWasTakenIsLost() {
            assertThat(decide(Scene.during(Phase.Stopping).masterDone()))
                    .isEqualTo(gaveUp(Reason.Broken, "MasterLost", "the master ended before its report was taken"));
        }

        @Test
        void whatIsStillHeardIsNotLost() {
            assertThat(decide(running.masterFailed("items-1-master: deadline"))).isInstanceOf(Decision.Attend.class);
        }

        @Test
        void jobsThatSomebodyDeletedEndIt() {
            assertThat(decide(Scene.during(Phase.Running).withoutJobs()))
                    .isEqualTo(
                            gaveUp(Reason.Broken, "ObjectsRemoved", "the run's Jobs are gone: somebody deleted them"));
        }

        @Test
        void aPodWhoseProcessIsSilentIsReplaced() {
            assertThat(decide(running.workerPod(0).workerPod(1).says(silent("items-1-worker-1"))))
                    .asInstanceOf(type(Decision.Attend.class))
                    .satisfies(attend -> assertThat(attend.replace()).containsExactly("items-1-worker-1-x"));
        }

        private Progress silent(String host) {
            Progress said = FakeMasters.progress(State.RUNNING, 1);
            return new Progress(
                    said.state(),
                    said.startedAt(),
                    said.figures(),
                    1,
                    1,
                    Optional.empty(),
                    List.of(host),
                    List.of(),
                    List.of());
        }
    }

    @Nested
    class AfterARun {
        @Test
        void nothingIsDoneWhenNothingIsLeft() {
            assertThat(decide(Scene.after(FINISHED))).isEqualTo(new Decision.Rest(Optional.empty()));
        }

        @Test
        void theMasterIsLetGo() {
            assertThat(decide(Scene.after(FINISHED).made().masterPod()))
                    .asInstanceOf(type(Decision.Release.class))
                    .satisfies(release -> assertThat(release.host()).isEqualTo("10.0.0.1"));
        }

        @Test
        void whatIsLeftIsKeptForItsTime() {
            assertThat(decide(Scene.after(FINISHED).masterDone()))
                    .isEqualTo(new Decision.Rest(Optional.of(Scene.NOON.plus(Duration.ofMinutes(30)))));
        }

        @Test
        void workersHaveAMomentToGo() {
            assertThat(decide(Scene.after(FINISHED.replace("11:30:00", "11:59:45"))
                            .masterDone()
                            .workerPod(0)))
                    .isEqualTo(new Decision.Rest(Optional.of(Scene.NOON.plusSeconds(15))));
        }

        @Test
        void aWorkerThatStillLooksForItsMasterIsDismissed() {
            assertThat(decide(Scene.after(FINISHED).masterDone().workerPod(0))).isInstanceOf(Decision.Dismiss.class);
        }

        @Test
        void whatIsLeftIsRemovedAfterItsTime() {
            assertThat(decide(Scene.after(FINISHED.replace("11:30", "11:00")).masterDone()))
                    .isInstanceOf(Decision.CleanUp.class);
        }

        @Test
        void aChangedSpecRunsAgain() {
            assertThat(decide(Scene.after(FINISHED).asksFor("second"))).isInstanceOf(Decision.Accept.class);
        }

        @Test
        void aChangedSpecThatIsWrongIsRejected() {
            assertThat(decide(Scene.after(FINISHED).asksFor("second").wrong("spec.target", "no URL")))
                    .isInstanceOf(Decision.Reject.class);
        }

        @Test
        void aChangedSpecMayBeHeldBack() {
            assertThat(decide(Scene.after(FINISHED).asksFor("second").suspended()))
                    .isInstanceOf(Decision.Hold.class);
        }
    }

    private static Decision decide(Scene scene) {
        return Decisions.decide(scene.observed());
    }

    private static Decision gaveUp(Reason reason, String why, String message) {
        return new Decision.GiveUp(reason, why, message);
    }
}
