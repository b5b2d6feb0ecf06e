package dev.throng.runner.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Scope;
import dev.throng.runner.plan.Tagged;
import dev.throng.runner.plan.Threshold;
import dev.throng.runner.plan.step.Comparison;
import dev.throng.runner.stats.Accumulator;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.Recorder;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.total.Totals;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Thresholds on a part of the requests: ten seconds of warm-up, then {@code ramp} and {@code peak} of a minute each. */
class ScopedThresholdsTest {
    private static final long SECOND = 1_000_000_000;
    private static final Phase RAMP = new Phase(1, "ramp", true, 10 * SECOND, 70 * SECOND);
    private static final Phase PEAK = new Phase(2, "peak", true, 70 * SECOND, 130 * SECOND);

    private final Totals totals = new Totals(phase -> phase > 0);
    private final Recorder loop = new Recorder(() -> 0);

    /** Visitors take 10 ms, in the peak 40; buyers 100; for five seconds of the peak everybody takes a second and gets 503. */
    private void run(int seconds) {
        run(0, seconds);
    }

    private void run(int from, int to) {
        for (int second = from; second < to; second++) {
            int phase = second < 10 ? 0 : second < 70 ? 1 : 2;
            boolean trouble = second >= 90 && second < 95;
            for (int i = 0; i < 10; i++) {
                request("Visitor", phase, trouble ? 1000 : phase == 2 ? 40 : 10, trouble);
            }
            request("Buyer", phase, trouble ? 1000 : 100, trouble);
            Accumulator interval = new Accumulator();
            interval.add(loop.flip());
            totals.add(
                    "worker", interval.snapshot(second, second * SECOND, (second + 1) * SECOND, Snapshot.Gauges.NONE));
        }
    }

    private void request(String user, int phase, long millis, boolean trouble) {
        int slot = loop.slot(user, "/items", "GET");
        long service = millis * 1_000_000 / 2;
        if (trouble) {
            loop.recordFailure(
                    slot, phase, 503, 2 * service, service, service / 5, 1, 1, FailureKind.STATUS, "status 503");
        } else {
            loop.record(slot, phase, 200, 2 * service, service, service / 5, 1, 1);
        }
    }

    private ThresholdResult judge(Threshold threshold) {
        Thresholds.follow(List.of(threshold), RAMP.fromNanos(), totals);
        run(130);
        return Thresholds.judge(List.of(threshold), totals, 120).getFirst();
    }

    private static Threshold p95(double limit, Scope scope) {
        return threshold(new Threshold.Percentile(95), Comparison.LESS, limit, scope);
    }

    private static Threshold threshold(Threshold.Metric metric, Comparison comparison, double limit, Scope scope) {
        return new Threshold(
                "as written", metric, comparison, limit, Optional.of("/items"), false, Duration.ZERO, false, scope);
    }

    private static Scope scope(String user, Phase stage, String status, Scope.Time time, int overSeconds) {
        return new Scope(
                Optional.of(user).filter(text -> !text.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                stage == RAMP || stage == PEAK ? Optional.of(stage) : Optional.empty(),
                Optional.of(status).filter(text -> !text.isEmpty()),
                time,
                overSeconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(overSeconds)));
    }

    private static final Phase ANY = new Phase(0, "any", false, 0, 0);

    @Test
    void ofAUserClass() {
        ThresholdResult result = judge(p95(50, scope("Buyer", ANY, "", Scope.Time.RESPONSE, 0)));
        assertThat(result.measured()).isBetween(99.0, 101.0);
        assertThat(result.passed()).isFalse();
        assertThat(result.name()).contains("/items, user Buyer");
    }

    @Test
    void ofATag() {
        Tagged dear = new Tagged("dear", Set.of(new Tagged.Row("Buyer", "/items", "GET")));
        ThresholdResult result = judge(p95(
                50,
                new Scope(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(dear),
                        Optional.empty(),
                        Optional.empty(),
                        Scope.Time.RESPONSE,
                        Optional.empty())));
        assertThat(result.measured()).isBetween(99.0, 101.0);
        assertThat(result.name()).contains("/items, tag dear");
    }

    @Test
    void ofAStageOnly() {
        ThresholdResult result = judge(threshold(
                new Threshold.Percentile(50), Comparison.LESS, 20, scope("Visitor", RAMP, "", Scope.Time.RESPONSE, 0)));
        assertThat(result.measured()).isBetween(9.9, 10.1);
        assertThat(result.passed()).isTrue();
    }

    @Test
    void aStagesRateIsOverItsOwnTime() {
        ThresholdResult result = judge(
                threshold(Threshold.Simple.RPS, Comparison.GREATER, 9, scope("", PEAK, "", Scope.Time.RESPONSE, 0)));
        assertThat(result.measured()).isBetween(10.9, 11.1);
    }

    @Test
    void onServiceTime() {
        assertThat(judge(threshold(
                                new Threshold.Percentile(50),
                                Comparison.LESS,
                                1,
                                scope("Buyer", ANY, "", Scope.Time.SERVICE, 0)))
                        .measured())
                .isBetween(49.5, 50.5);
    }

    @Test
    void onTimeToFirstByte() {
        assertThat(judge(threshold(
                                new Threshold.Percentile(50),
                                Comparison.LESS,
                                1,
                                scope("Buyer", ANY, "", Scope.Time.FIRST_BYTE, 0)))
                        .measured())
                .isBetween(9.9, 10.1);
    }

    @Test
    void ofAStatus() {
        ThresholdResult share = judge(threshold(
                Threshold.Simple.SHARE, Comparison.LESS, 0.01, scope("", ANY, "5xx", Scope.Time.RESPONSE, 0)));
        assertThat(share.measured()).isBetween(5.0 / 120 - 1e-9, 5.0 / 120 + 1e-9);
        assertThat(share.passed()).isFalse();
        assertThat(share.message()).contains("share of /items, status 5xx").contains("4.17 %");
    }

    @Test
    void whatHoldsOverTheWholeRunNeedNotHoldInEveryWindow() {
        Threshold whole = p95(500, Scope.ALL);
        Threshold windows = p95(500, scope("", ANY, "", Scope.Time.RESPONSE, 10));
        Thresholds.follow(List.of(whole, windows), RAMP.fromNanos(), totals);
        run(130);
        List<ThresholdResult> results = Thresholds.judge(List.of(whole, windows), totals, 120);
        assertThat(results.getFirst().passed()).isTrue();
        assertThat(results.getLast().passed()).isFalse();
        assertThat(results.getLast().measured()).isBetween(990.0, 1010.0);
        assertThat(results.getLast().message())
                .startsWith("p95 of /items over 10 s was up to ")
                .contains("from 1 m 30 s on");
    }

    @Test
    void aWindowWithoutRequestsHasNoRate() {
        Threshold rate =
                threshold(Threshold.Simple.RPS, Comparison.GREATER, 1, scope("", ANY, "", Scope.Time.RESPONSE, 10));
        Thresholds.follow(List.of(rate), RAMP.fromNanos(), totals);
        run(50);
        totals.add("worker", new Accumulator().snapshot(50, 50 * SECOND, 130 * SECOND, Snapshot.Gauges.NONE));
        ThresholdResult result = Thresholds.judge(List.of(rate), totals, 120).getFirst();
        assertThat(result.passed()).isFalse();
        assertThat(result.measured()).isZero();
    }

    @Test
    void aHalfWindowIsNotJudged() {
        Threshold rate =
                threshold(Threshold.Simple.RPS, Comparison.GREATER, 10, scope("", ANY, "", Scope.Time.RESPONSE, 20));
        Thresholds.follow(List.of(rate), RAMP.fromNanos(), totals);
        run(35);
        assertThat(Thresholds.judge(List.of(rate), totals, 25).getFirst().measured())
                .isBetween(10.9, 11.1);
    }

    @Test
    void theRunStopsAtTheFirstWindowThatDoesNotHold() {
        Threshold stopping = new Threshold(
                "as written",
                new Threshold.Percentile(95),
                Comparison.LESS,
                500,
                Optional.empty(),
                true,
                Duration.ZERO,
                false,
                scope("", ANY, "", Scope.Time.RESPONSE, 10));
        Thresholds.follow(List.of(stopping), RAMP.fromNanos(), totals);
        run(0, 99);
        assertThat(Thresholds.toAbort(List.of(stopping), totals, 89)).isEmpty();
        run(99, 100);
        assertThat(Thresholds.toAbort(List.of(stopping), totals, 90)).isPresent();
    }
}
