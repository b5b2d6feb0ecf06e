package dev.throng.runner.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.plan.Threshold;
import dev.throng.runner.plan.Threshold.Metric;
import dev.throng.runner.plan.Threshold.Percentile;
import dev.throng.runner.plan.Threshold.Simple;
import dev.throng.runner.plan.step.Comparison;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.total.Totals;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
    private final Measuring measuring = new Measuring();

    @Test
    void percentilesAreOfTheMergedHistogram() {
        measuring.requests("/a", 94, 10).requests("/b", 6, 900);
        assertThat(judge(less(new Percentile(95), 500)).passed()).isFalse();
        assertThat(judge(less(new Percentile(94), 500)).passed()).isTrue();
        assertThat(judge(less(new Percentile(95), 500)).message()).isEqualTo("p95 was 900 ms (limit < 500 ms)");
    }

    @Test
    void everyMetricIsMeasuredInTheUnitOfItsLimit() {
        measuring.requests("/a", 99, 10).failures("/a", 1, FailureKind.STATUS, "status 500");
        assertThat(judge(less(Simple.MIN, 2)).measured()).isEqualTo(1);
        assertThat(judge(less(Simple.MAX, 20)).measured()).isEqualTo(10);
        assertThat(judge(less(Simple.MEAN, 20)).measured()).isEqualTo(9.91);
        assertThat(judge(less(Simple.FAILURE_RATE, 0.02)).measured()).isEqualTo(0.01);
        assertThat(judge(less(Simple.FAILURE_RATE, 0.02)).message()).isEqualTo("failure rate was 1.00 % (limit < 2 %)");
        assertThat(judge(less(Simple.FAILURES, 2)).measured()).isEqualTo(1);
        assertThat(judge(less(Simple.REQUESTS, 1000)).measured()).isEqualTo(100);
        assertThat(judge(less(Simple.RPS, 50)).measured()).isEqualTo(10);
        assertThat(judge(less(Simple.RPS, 50)).measuredText()).isEqualTo("10.0/s");
    }

    @Test
    void aLimitIsComparedAsItIsWritten() {
        measuring.requests("/a", 10, 10);
        assertThat(judge(threshold(Simple.REQUESTS, Comparison.LESS, 10)).passed())
                .isFalse();
        assertThat(judge(threshold(Simple.REQUESTS, Comparison.LESS_OR_EQUAL, 10))
                        .passed())
                .isTrue();
        assertThat(judge(threshold(Simple.REQUESTS, Comparison.GREATER, 10)).passed())
                .isFalse();
        assertThat(judge(threshold(Simple.REQUESTS, Comparison.GREATER_OR_EQUAL, 10))
                        .passed())
                .isTrue();
    }

    @Test
    void warmUpDoesNotCount() {
        measuring.warmup("/a", 100, 5000).requests("/a", 10, 10);
        assertThat(judge(less(new Percentile(100), 100)).passed()).isTrue();
        assertThat(judge(less(Simple.REQUESTS, 100)).measured()).isEqualTo(10);
    }

    @Test
    void uncaughtProblemsOfTheScenarioHaveAThresholdOfTheirOwn() {
        measuring.exception("it broke").exception("it broke");
        assertThat(Thresholds.judge(List.of(exceptions(2)), measuring.totals(), 10)
                        .getFirst()
                        .passed())
                .isFalse();
        assertThat(Thresholds.judge(List.of(exceptions(3)), measuring.totals(), 10)
                        .getFirst()
                        .message())
                .isEqualTo("exceptions was 2 (limit < 3)");
    }

    private static Threshold exceptions(int limit) {
        return new Threshold(
                "exceptions < " + limit,
                Simple.EXCEPTIONS,
                Comparison.LESS,
                limit,
                Optional.empty(),
                false,
                Duration.ZERO,
                false);
    }

    @Test
    void stalledRequestsAreNoSamplesAndNoFailures() {
        measuring
                .requests("/a", 9, 10)
                .failures("/a", 1, FailureKind.STATUS, "status 500")
                .stalled("/a", 90);
        assertThat(judge(less(Simple.FAILURE_RATE, 0.5)).measured()).isEqualTo(0.1);
        assertThat(judge(less(Simple.REQUESTS, 500)).measured()).isEqualTo(100);
    }

    @Test
    void aNameIsJudgedAlone() {
        measuring.requests("/a", 10, 10).requests("/b", 10, 900);
        assertThat(judge(named("/a", false)).passed()).isTrue();
        assertThat(judge(named("/b", false)).passed()).isFalse();
        assertThat(judge(named("/b", false)).message()).isEqualTo("p95 of /b was 900 ms (limit < 500 ms)");
    }

    @Test
    void noSamplesFailUnlessAllowed() {
        assertThat(judge(less(new Percentile(95), 500)).passed()).isFalse();
        assertThat(judge(less(new Percentile(95), 500)).message()).isEqualTo("p95: no request was judged");
        assertThat(judge(named("/a", true)).passed()).isTrue();
        assertThat(judge(named("/a", true)).measured()).isNaN();
    }

    @Test
    void aNameThatNobodyHasComesWithThoseThatAreClose() {
        measuring
                .requests("/api/v1/items", 1, 1)
                .requests("/api/v1/items/{id}", 1, 1)
                .requests("/health", 1, 1);
        assertThat(judge(named("/api/v1/itms", false)).message())
                .isEqualTo(
                        "p95 of /api/v1/itms: nothing was sent under this name: its step was not reached, or its when was never true; there is /api/v1/items, /api/v1/items/{id}, /health");
    }

    @Test
    void aNameThatOnlyTheWarmUpHadIsToldApart() {
        measuring.warmup("/a", 5, 1);
        assertThat(judge(named("/a", false)).message())
                .isEqualTo("p95 of /a: no request of this name was judged, only warm-up");
    }

    @Test
    void aRunIsStoppedByAMissedThresholdThatSaysSoOnceItsTimeHasCome() {
        measuring.requests("/a", 10, 900);
        Totals totals = measuring.totals();
        Threshold patient = aborting(Duration.ofSeconds(30));
        assertThat(Thresholds.toAbort(List.of(less(new Percentile(95), 500)), totals, 100))
                .isEmpty();
        assertThat(Thresholds.toAbort(List.of(patient), totals, 29)).isEmpty();
        assertThat(Thresholds.toAbort(List.of(patient), totals, 30))
                .map(ThresholdResult::message)
                .contains("p95 was 900 ms (limit < 500 ms)");
    }

    @Test
    void aRunIsNotStoppedForLackOfSamples() {
        assertThat(Thresholds.toAbort(List.of(aborting(Duration.ZERO)), measuring.totals(), 100))
                .isEmpty();
    }

    private ThresholdResult judge(Threshold threshold) {
        return Thresholds.judge(List.of(threshold), measuring.totals(), 10).getFirst();
    }

    private static Threshold less(Metric metric, double limit) {
        return threshold(metric, Comparison.LESS, limit);
    }

    private static Threshold threshold(Metric metric, Comparison comparison, double limit) {
        return new Threshold("as written", metric, comparison, limit, Optional.empty(), false, Duration.ZERO, false);
    }

    private static Threshold named(String name, boolean allowNoSamples) {
        return new Threshold(
                "as written",
                new Percentile(95),
                Comparison.LESS,
                500,
                Optional.of(name),
                false,
                Duration.ZERO,
                allowNoSamples);
    }

    private static Threshold aborting(Duration after) {
        return new Threshold(
                "as written", new Percentile(95), Comparison.LESS, 500, Optional.empty(), true, after, false);
    }
}
