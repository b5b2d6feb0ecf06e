package dev.throng.runner.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.plan.Threshold;
import dev.throng.runner.plan.Threshold.Metric;
import dev.throng.runner.plan.Threshold.Percentile;
import dev.throng.runner.plan.Threshold.Simple;
import dev.throng.runner.plan.step.Comparison;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A thousand requests of 10 ms, and what is not known beside them. */
class DoubtsTest {
    private final Measuring measuring = new Measuring().requests("/a", 1000, 10);

    @ParameterizedTest
    @CsvSource({
        // Up to 5 % more of them beyond the limit leave a p95 where it is.
        "p95,          LESS,    100,   50, true",
        "p95,          LESS,    100,   60, false",
        "p50,          LESS,    100,  900, true",
        "p99.9,        LESS,    100,    2, false",
        "p50,          GREATER,   5,  900, true",
        "p50,          GREATER,   5, 1100, false",
        "MAX,          LESS,    100,    1, false",
        "MAX,          LESS,    100,    0, true",
        "MEAN,         LESS,    100,    1, true",
        "MEAN,         LESS,    100,    2, false",
        "MIN,          LESS,    100,  900, true",
        "FAILURE_RATE, LESS,   0.01,   10, true",
        "FAILURE_RATE, LESS,   0.01,   11, false",
        "FAILURES,     LESS,     10,    9, true",
        "FAILURES,     LESS,     10,   10, false",
        "REQUESTS,     GREATER, 999,   50, true",
        "REQUESTS,     LESS,   1010,    9, true",
        "REQUESTS,     LESS,   1010,   10, false",
        "RPS,          GREATER,  99,   50, true",
    })
    void whatIsLostWithAWorkerMayHaveBeenAnything(
            String metric, Comparison comparison, double limit, long uncertain, boolean certain) {
        assertThat(doubts(threshold(metric, comparison, limit), uncertain, 0).isEmpty())
                .isEqualTo(certain);
    }

    @Test
    void whatRanAcrossAStandstillMayHaveBeenAnything() {
        measuring.stalled("/a", 60);
        assertThat(doubts(threshold("p95", Comparison.LESS, 100), 0, 0))
                .containsExactly("p95 was 10.0 ms (limit < 100 ms), but 60 that ran while the generator stood still"
                        + " could have turned it");
    }

    @Test
    void whatIsUnansweredAtTheEndCountsWithItsAge() {
        measuring.aborted("/a", 60, 2600);
        Threshold threshold = threshold("p95", Comparison.LESS, 100);
        assertThat(Thresholds.judge(List.of(threshold), measuring.totals(), 10).getFirst())
                .satisfies(result -> {
                    assertThat(result.passed()).isFalse();
                    assertThat(result.message()).contains("60 that were unanswered at the end");
                });
    }

    @Test
    void whatWasInFlightAtTheEndForLessThanTheLimitSaysNothing() {
        measuring.aborted("/a", 60, 50);
        Threshold threshold = threshold("p95", Comparison.LESS, 100);
        assertThat(Thresholds.judge(List.of(threshold), measuring.totals(), 10)
                        .getFirst()
                        .passed())
                .isTrue();
        assertThat(doubts(threshold, 0, 0)).isEmpty();
    }

    @Test
    void aTargetThatIsDeadAtTheEndIsInDoubtWhateverWasAskedOfIt() {
        measuring.aborted("/a", 60, 2600);
        assertThat(doubts(threshold("FAILURE_RATE", Comparison.LESS, 0.01), 0, 0))
                .containsExactly("failure rate was 0 % (limit < 1 %), but 60 that were unanswered at the end"
                        + " could have turned it");
        assertThat(Doubts.of(measuring.totals(), List.of(), List.of(), 10, 0, 0))
                .singleElement()
                .asString()
                .startsWith("60 requests were unanswered when the run ended, the oldest after 2.60 s");
    }

    @Test
    void aRunOfWhichTooMuchWasNotDrivenIsInDoubt() {
        assertThat(doubts(threshold("p95", Comparison.LESS, 100), 0, 0.05)).isEmpty();
        assertThat(doubts(threshold("p95", Comparison.LESS, 100), 0, 0.06)).hasSize(1);
    }

    private List<String> doubts(Threshold threshold, long uncertain, double undriven) {
        List<Threshold> thresholds = List.of(threshold);
        return Doubts.of(
                measuring.totals(),
                thresholds,
                Thresholds.judge(thresholds, measuring.totals(), 10),
                10,
                uncertain,
                undriven);
    }

    private static Threshold threshold(String metric, Comparison comparison, double limit) {
        Metric measured = metric.startsWith("p")
                ? new Percentile(Double.parseDouble(metric.substring(1)))
                : Simple.valueOf(metric);
        return new Threshold("", measured, comparison, limit, Optional.empty(), false, Duration.ZERO, false);
    }
}
