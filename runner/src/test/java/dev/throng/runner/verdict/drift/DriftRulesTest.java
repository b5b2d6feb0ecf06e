package dev.throng.runner.verdict.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.verdict.DriftSpec;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftRulesTest {
    private static final int HALF_AN_HOUR = 1_800;
    private static final double[] SECONDS =
            IntStream.range(0, HALF_AN_HOUR / 5).mapToDouble(i -> i * 5.0).toArray();

    private static double[] values(DoubleUnaryOperator course) {
        Random random = new Random(5);
        return IntStream.range(0, SECONDS.length)
                .mapToDouble(i -> course.applyAsDouble(SECONDS[i] / 3600) * (1 + 0.02 * random.nextGaussian()))
                .toArray();
    }

    private static Drift drift(String figure, DoubleUnaryOperator course) {
        return Drift.of(figure, SECONDS, values(course)).orElseThrow();
    }

    private static DriftRules rules(DriftSpec spec) {
        return DriftRules.of(spec).orElseThrow();
    }

    @Test
    void whatDriftsFasterThanToleratedIsMissedAndSaysHowFast() {
        List<Drift> trends = List.of(drift("p50", hours -> 100), drift("p95", hours -> 200 * (1 + 0.4 * hours)));
        List<ThresholdResult> rows =
                rules(new DriftSpec(Map.of("p95", "20%"), null, null)).judge(trends);
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0)).matches(ThresholdResult::passed);
        assertThat(rows.get(0).message()).startsWith("p50 stayed, ").contains(" % per hour (");
        assertThat(rows.get(1)).matches(row -> !row.passed());
        assertThat(rows.get(1).expression()).isEqualTo("drift of p95 < 20.0 % per hour");
        assertThat(rows.get(1).message()).startsWith("p95 grew ").contains(" % per hour (", "tolerated 20.0 %");
        assertThat(rows.get(2).measuredText()).isEqualTo("not looked at");
    }

    @Test
    void slowerThanToleratedAndInTheOtherDirectionIsFine() {
        DriftRules rules = rules(new DriftSpec(null, null, null));
        assertThat(rules.judge(List.of(drift("p95", hours -> 200 * (1 + 0.08 * hours)))))
                .allMatch(ThresholdResult::passed);
        assertThat(rules.judge(List.of(drift("p95", hours -> 200 * (1 - 0.8 * hours)))))
                .allMatch(ThresholdResult::passed);
        assertThat(rules.judge(List.of(drift("throughput", hours -> 200 * (1 + 0.8 * hours)))))
                .allMatch(ThresholdResult::passed);
        assertThat(rules.judge(List.of(drift("throughput", hours -> 200 * (1 - 0.8 * hours)))))
                .anyMatch(row -> !row.passed());
    }

    @Test
    void theRowOfAStepSaysWhyItPassesInSpiteOfItsSlope() {
        ThresholdResult row = rules(new DriftSpec(null, null, null))
                .judge(List.of(drift("p95", hours -> hours < 0.25 ? 200 : 260)))
                .get(1);
        assertThat(row.passed()).isTrue();
        assertThat(row.measured()).isGreaterThan(row.limit());
        assertThat(row.measuredText()).endsWith("%, not a drift");
    }

    @Test
    void aLeakIsMissedUnlessItIsAllowed() {
        Drift leak = Drift.ofResource("items memory", SECONDS, values(hours -> 0.3 + 0.5 * hours))
                .orElseThrow();
        assertThat(leak.leak()).isPresent();
        assertThat(rules(new DriftSpec(null, null, null)).judgeObserved(List.of(leak)))
                .singleElement()
                .matches(row -> !row.passed())
                .matches(row -> row.message().contains("never fell back: a leak"));
        assertThat(rules(new DriftSpec(null, null, true)).judgeObserved(List.of(leak)))
                .isEmpty();
        assertThat(rules(new DriftSpec(null, Map.of("items memory", "10%"), null))
                        .judgeObserved(List.of(leak)))
                .singleElement()
                .matches(row -> !row.passed() && row.expression().equals("drift of items memory < 10.0 % per hour"));
    }

    @Test
    void whatComesBackIsNoLeak() {
        Drift saw = Drift.ofResource("items memory", SECONDS, values(hours -> 0.3 + (hours * 20 % 1) * 0.3))
                .orElseThrow();
        assertThat(rules(new DriftSpec(null, null, null)).judgeObserved(List.of(saw)))
                .isEmpty();
    }

    @Test
    void withoutLimitsNothingIsJudged() {
        assertThat(DriftRules.of(null)).isEmpty();
    }
}
