package dev.throng.runner.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.plan.Threshold;
import dev.throng.runner.plan.Threshold.Own;
import dev.throng.runner.plan.Threshold.Own.Measure;
import dev.throng.runner.plan.step.Comparison;
import dev.throng.runner.stats.Accumulator;
import dev.throng.runner.stats.CustomMetric;
import dev.throng.runner.stats.CustomMetric.Kind;
import dev.throng.runner.stats.Recorder;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.total.Totals;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Thresholds on what a scenario itself measures. */
class OwnThresholdsTest {
    private final Totals totals = new Totals(phase -> true);

    @Test
    void valuesOfAllWorkersCountTogether() {
        measured("one", Kind.GROUP, "checkout", 100, 200, 300);
        measured("two", Kind.GROUP, "checkout", 400);
        measured("two", Kind.GROUP_FAILURES, "checkout", 400);
        measured("one", Kind.COUNTER, "sold", 3, 0.5);
        measured("two", Kind.COUNTER, "sold", 4);
        measured("one", Kind.RATE, "hits", 1, 1, 0);
        measured("two", Kind.RATE, "hits", 1);
        measured("one", Kind.CHECK, "quick", 1, 1, 1);
        measured("two", Kind.CHECK, "quick", 0);

        assertThat(judged("checkout", Measure.PERCENTILE, 75, Comparison.LESS, 350)
                        .measuredText())
                .isEqualTo("300 ms");
        assertThat(judged("checkout", Measure.MAX, 0, Comparison.LESS, 400).message())
                .isEqualTo("max of checkout was 400 ms (limit < 400 ms)");
        assertThat(judged("checkout", Measure.FAILURE_RATE, 0, Comparison.LESS, 0.1)
                        .message())
                .isEqualTo("failure rate of checkout was 25.0 % (limit < 10.0 %)");
        assertThat(judged("sold", Measure.SUM, 0, Comparison.GREATER_OR_EQUAL, 7.5))
                .returns(true, ThresholdResult::passed)
                .returns("7.50", ThresholdResult::measuredText);
        assertThat(judged("sold", Measure.COUNT, 0, Comparison.GREATER, 3).passed())
                .isFalse();
        assertThat(judged("hits", Measure.RATE, 0, Comparison.GREATER, 0.7))
                .returns(true, ThresholdResult::passed)
                .returns(0.75, ThresholdResult::measured);
        assertThat(judged("quick", Measure.RATE, 0, Comparison.GREATER, 0.9).message())
                .isEqualTo("rate of quick was 75.0 % (limit > 90.0 %)");
        assertThat(judged("quick", Measure.FAILURES, 0, Comparison.LESS_OR_EQUAL, 1)
                        .passed())
                .isTrue();
    }

    @Test
    void whatWasNeverMeasuredFailsAndIsTold() {
        measured("one", Kind.COUNTER, "sold", 3);

        assertThat(judged("solld", Measure.SUM, 0, Comparison.LESS, 7).message())
                .isEqualTo("sum of solld: nothing was measured under this name; there is sold");
        assertThat(judged("sold", Measure.MEAN, 0, Comparison.LESS, 7))
                .returns(false, ThresholdResult::passed)
                .returns("mean of sold: it is a counter, which has none", ThresholdResult::message);
    }

    private void measured(String worker, Kind kind, String name, double... values) {
        Recorder recorder = new Recorder(() -> 0);
        for (double value : values) {
            recorder.timing(new CustomMetric(kind, name).key()).record(CustomMetric.nanos(value));
        }
        Accumulator interval = new Accumulator();
        interval.add(recorder.flip());
        totals.add(worker, interval.snapshot(0, 0, 1_000_000_000, Snapshot.Gauges.NONE));
    }

    private ThresholdResult judged(String name, Measure measure, double p, Comparison comparison, double limit) {
        Threshold threshold = new Threshold(
                "as written",
                new Own(name, measure, p),
                comparison,
                limit,
                Optional.empty(),
                false,
                Duration.ZERO,
                false);
        return Thresholds.judge(List.of(threshold), totals, 1).getFirst();
    }
}
