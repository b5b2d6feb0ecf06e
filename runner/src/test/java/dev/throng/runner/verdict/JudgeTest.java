package dev.throng.runner.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.verdict.Verdict.Outcome;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
    private static final GeneratorHealth HEALTHY = new GeneratorHealth(List.of(), List.of(), Map.of());
    private static final GeneratorHealth SICK = new GeneratorHealth(List.of("no time left"), List.of(), Map.of());
    private static final ThresholdResult HELD = threshold(true);
    private static final ThresholdResult MISSED = threshold(false);

    private final Measuring measuring = new Measuring().requests("/a", 100, 10);

    @ParameterizedTest
    @CsvSource({
        "COMPLETE,             true,  true,  PASSED,  Passed,             0",
        "COMPLETE,             true,  false, FAILED,  ThresholdsFailed,   1",
        "ABORTED_BY_THRESHOLD, true,  false, FAILED,  ThresholdsFailed,   1",
        "BROKEN,               true,  true,  UNKNOWN, Broken,             3",
        "BROKEN,               false, false, UNKNOWN, Broken,             3",
        "COMPLETE,             false, true,  UNKNOWN, GeneratorUnhealthy, 4",
        "COMPLETE,             false, false, UNKNOWN, GeneratorUnhealthy, 4",
        "ABORTED_BY_THRESHOLD, false, false, UNKNOWN, GeneratorUnhealthy, 4",
        "INTERRUPTED,          true,  true,  UNKNOWN, Aborted,            130",
        "INTERRUPTED,          false, false, UNKNOWN, Aborted,            130",
        "TERMINATED,           true,  false, UNKNOWN, Aborted,            143"
    })
    void theFirstRuleThatAppliesDecides(
            End end, boolean healthy, boolean held, Outcome outcome, String reason, int exitCode) {
        Verdict verdict = judge(end, held ? HELD : MISSED, healthy ? HEALTHY : SICK, Optional.empty());
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.exitCode()).isEqualTo(exitCode);
        assertThat(verdict.message()).isNotBlank();
    }

    @Test
    void aTargetThatWasNeverReachedIsABrokenRun() {
        Measuring nothing = new Measuring().failures("/a", 7, FailureKind.CONNECT, "connection refused");
        Verdict verdict = Judge.judge(
                nothing.totals(),
                Grades.usual(),
                End.COMPLETE,
                "",
                List.of(MISSED),
                HEALTHY,
                Optional.empty(),
                List.of(),
                List.of());
        assertThat(verdict.exitCode()).isEqualTo(3);
        assertThat(verdict.message())
                .isEqualTo(
                        "the target was never reached: all 7 requests failed before anything was sent, most with \"connection refused\"");
    }

    @Test
    void aRunWithoutRequestsIsBrokenUnlessEveryThresholdAllowsIt() {
        Measuring nothing = new Measuring();
        assertThat(Judge.judge(
                                nothing.totals(),
                                Grades.usual(),
                                End.COMPLETE,
                                "",
                                List.of(),
                                HEALTHY,
                                Optional.empty(),
                                List.of(),
                                List.of())
                        .exitCode())
                .isEqualTo(3);
        assertThat(Judge.judge(
                                nothing.totals(),
                                Grades.usual(),
                                End.COMPLETE,
                                "",
                                List.of(HELD),
                                HEALTHY,
                                Optional.empty(),
                                List.of(),
                                List.of())
                        .exitCode())
                .isZero();
    }

    @Test
    void failuresWithoutThresholdsJudgeNothing() {
        measuring.failures("/a", 50, FailureKind.STATUS, "status 500");
        Verdict verdict = Judge.judge(
                measuring.totals(),
                Grades.usual(),
                End.COMPLETE,
                "",
                List.of(),
                HEALTHY,
                Optional.empty(),
                List.of(),
                List.of());
        assertThat(verdict.exitCode()).isZero();
        assertThat(verdict.message()).isEqualTo("no thresholds were set");
        assertThat(verdict.grade()).isEqualTo(Verdict.Grade.POOR);
    }

    @Test
    void aRegressionFailsLikeAThreshold() {
        Comparison.Compared worse = new Comparison.Compared(
                "p95", Optional.empty(), 100, 200, 1, 0.8, 1.2, 0.1, true, false, "p95 went from 100 ms to 200 ms");
        Comparison comparison = new Comparison("earlier", Instant.EPOCH, List.of(worse), List.of());
        Verdict verdict = judge(End.COMPLETE, HELD, HEALTHY, Optional.of(comparison));
        assertThat(verdict.exitCode()).isEqualTo(1);
        assertThat(verdict.message()).isEqualTo("p95 went from 100 ms to 200 ms");
    }

    @Test
    void uncaughtProblemsOfTheScenarioFailUnlessAThresholdIsAboutThem() {
        measuring.exception("it broke");
        assertThat(judge(End.COMPLETE, HELD, HEALTHY, Optional.empty()).message())
                .isEqualTo("1 uncaught problem in the scenario (no threshold on exceptions allows any)");
        ThresholdResult allowed = new ThresholdResult(
                "exceptions < 5", Optional.empty(), 1, "1", 5, true, "exceptions was 1 (limit < 5)");
        assertThat(judge(End.COMPLETE, allowed, HEALTHY, Optional.empty()).exitCode())
                .isZero();
    }

    @Test
    void whatMayHaveBeenTurnedHasNotPassedAndWhatWasMissedHasFailed() {
        Verdict doubtful = Judge.judge(
                measuring.totals(),
                Grades.usual(),
                End.COMPLETE,
                "",
                List.of(HELD),
                HEALTHY,
                Optional.empty(),
                List.of(),
                List.of("who knows"));
        assertThat(doubtful)
                .extracting(Verdict::outcome, Verdict::reason, Verdict::message, Verdict::exitCode)
                .containsExactly(Outcome.UNKNOWN, "Uncertain", "who knows", 5);
        Verdict missed = Judge.judge(
                measuring.totals(),
                Grades.usual(),
                End.COMPLETE,
                "",
                List.of(MISSED),
                HEALTHY,
                Optional.empty(),
                List.of(),
                List.of("who knows"));
        assertThat(missed.exitCode()).isEqualTo(1);
    }

    private Verdict judge(End end, ThresholdResult threshold, GeneratorHealth health, Optional<Comparison> comparison) {
        return Judge.judge(
                measuring.totals(),
                Grades.usual(),
                end,
                end == End.BROKEN ? "worker lost" : "",
                List.of(threshold),
                health,
                comparison,
                List.of(),
                List.of());
    }

    private static ThresholdResult threshold(boolean passed) {
        return new ThresholdResult(
                "p95 < 500ms", Optional.empty(), 1, "1 ms", 500, passed, "p95 was 1 ms (limit < 500 ms)");
    }
}
