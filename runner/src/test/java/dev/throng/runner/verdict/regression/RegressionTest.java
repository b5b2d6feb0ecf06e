package dev.throng.runner.verdict.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.verdict.Comparison;
import dev.throng.runner.verdict.regression.Regression.Measured;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RegressionTest {
    @Test
    void aClearlySlowerRunIsARegression() {
        Comparison comparison = compare(run(5000, 100, 0, 1), run(5000, 125, 0, 2));
        assertThat(comparison.regression()).isTrue();
        assertThat(row(comparison, "p95").change()).isBetween(0.15, 0.35);
        assertThat(row(comparison, "p95").passed()).isFalse();
        assertThat(comparison.regressions().getFirst())
                .matches("p50 went from 1.. ms to 12. ms|p50 went from 9.* ms to 12. ms");
    }

    @Test
    void aSlowerRunWithinTheToleranceIsNone() {
        Comparison comparison = compare(run(50_000, 100, 0, 1), run(50_000, 105, 0, 2));
        assertThat(row(comparison, "p95").beyondChance()).isTrue();
        assertThat(comparison.regression()).isFalse();
    }

    @Test
    void whatChanceExplainsIsNoneHoweverLargeItLooks() {
        int seeming = 0;
        for (int seed = 0; seed < 300; seed++) {
            Comparison comparison = compare(run(60, 100, 0, 2 * seed), run(60, 100, 0, 2 * seed + 1));
            seeming += row(comparison, "p95").change() > 0.1 ? 1 : 0;
            assertThat(comparison.regression()).as("seed %s", seed).isFalse();
        }
        assertThat(seeming).isPositive();
    }

    @Test
    void theMeanIsJudgedBeyondChanceAndTheExtremesByTheToleranceAlone() {
        Map<String, Double> tolerances = Map.of("mean", 0.1, "max", 0.1, "min", 0.1);
        Comparison slower = Regression.compare(run(5000, 100, 0, 1), run(5000, 125, 0, 2), tolerances);
        assertThat(row(slower, "mean").passed()).isFalse();
        assertThat(row(slower, "mean").change()).isBetween(0.15, 0.35);
        Comparison same = Regression.compare(run(5000, 100, 0, 1), run(5000, 100, 0, 2), tolerances);
        assertThat(row(same, "mean").beyondChance()).isFalse();
        Comparison.Compared max = row(same, "max");
        assertThat(max.passed()).isEqualTo(max.change() <= 0.1 || max.now() - max.before() < 1);
    }

    @Test
    void aFasterRunIsNone() {
        assertThat(compare(run(5000, 100, 50, 1), run(5000, 50, 0, 2)).regression())
                .isFalse();
    }

    @Test
    void moreFailuresAreARegressionInPoints() {
        assertThat(row(compare(run(5000, 100, 0, 1), run(5000, 100, 20, 2)), "failureRate")
                        .passed())
                .isTrue();
        Comparison.Compared worse = row(compare(run(5000, 100, 10, 1), run(5000, 100, 100, 2)), "failureRate");
        assertThat(worse.passed()).isFalse();
        assertThat(worse.change()).isCloseTo(0.018, within(1e-9));
    }

    @Test
    void lessThroughputIsARegressionAndMoreIsNone() {
        assertThat(row(compare(run(5000, 100, 0, 1), run(4000, 100, 0, 2)), "rps")
                        .passed())
                .isFalse();
        assertThat(row(compare(run(4000, 100, 0, 1), run(5000, 100, 0, 2)), "rps")
                        .passed())
                .isTrue();
    }

    @Test
    void microsecondsAreNoRegression() {
        assertThat(compare(run(50_000, 0.5, 0, 1), run(50_000, 0.8, 0, 2)).regression())
                .isFalse();
    }

    @Test
    void namesThatBothRunsHaveAreComparedToo() {
        Comparison comparison = compare(run(5000, 100, 0, 1), run(5000, 200, 0, 2));
        assertThat(comparison.rows()).anyMatch(row -> row.name().equals(Optional.of("/a")) && !row.passed());
        assertThat(comparison.rows()).noneMatch(row -> row.name().equals(Optional.of("/only-2")));
    }

    @Test
    void tooFewSamplesSayNothing() {
        assertThat(compare(run(20, 100, 0, 1), run(20, 900, 0, 2)).rows()).isEmpty();
    }

    private static Comparison compare(Regression.Run before, Regression.Run now) {
        return Regression.compare(before, now, Regression.TOLERANCES);
    }

    private static Comparison.Compared row(Comparison comparison, String metric) {
        return comparison.rows().stream()
                .filter(row -> row.metric().equals(metric) && row.name().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static Regression.Run run(int requests, double median, int failures, int seed) {
        LatencyHistogram response = new LatencyHistogram();
        Random random = new Random(seed);
        for (int i = 0; i < requests; i++) {
            response.record((long) (median * 1000 * Math.exp(random.nextGaussian() * 0.4)));
        }
        Measured measured = new Measured(requests, failures, 60, response, Scatter.UNKNOWN);
        SortedMap<String, Measured> names = new TreeMap<>(Map.of("/a", measured, "/only-" + seed, measured));
        return new Regression.Run("run " + seed, Instant.EPOCH, measured, names);
    }
}
