package dev.throng.runner.verdict.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.throng.runner.verdict.drift.SimulatedSeries.Course;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrendTest {
    private static final int SEEDS = 5;

    @ParameterizedTest
    @EnumSource(Course.class)
    void aLeakIsFoundAndWavesStepsAndNoiseAreNone(Course course) {
        long called = IntStream.range(0, SEEDS)
                .filter(seed -> SimulatedSeries.of(course, 0.5, 0.05, seed).hasTrend())
                .count();
        assertThat(called).isEqualTo(course.isDrift() ? SEEDS : 0);
    }

    @Test
    void theSlopeIsTheMedianOfAllPairsAndItsIntervalHoldsTheTruth() {
        SimulatedSeries series = SimulatedSeries.of(Course.LEAK_1_PERCENT_PER_MINUTE, 0, 0.02, 1);
        series.values[100] = 1e6;
        Trend trend = Trend.of(series.seconds, series.values).orElseThrow();
        assertThat(trend.sharePerHour()).isCloseTo(0.6, within(0.03));
        assertThat(trend.shareLow()).isLessThan(0.6);
        assertThat(trend.shareHigh()).isGreaterThan(0.6);
    }

    @Test
    void gapsAreLeftOutAndFewPointsSayNothing() {
        double[] seconds = IntStream.range(0, 40).mapToDouble(i -> i).toArray();
        double[] values = IntStream.range(0, 40)
                .mapToDouble(i -> i % 2 == 0 ? Double.NaN : i)
                .toArray();
        assertThat(Trend.of(seconds, values)).isPresent();
        values[1] = Double.NaN;
        assertThat(Trend.of(seconds, values)).isEmpty();
    }

    @Test
    void onlyAFloorThatRisesIsALeak() {
        double[] seconds = IntStream.range(0, 400).mapToDouble(i -> 5 * i).toArray();
        double[] kept = IntStream.range(0, 400)
                .mapToDouble(i -> 100 + 0.2 * i + 40 * (i % 20) / 20.0)
                .toArray();
        double[] freed = IntStream.range(0, 400)
                .mapToDouble(i -> 100 + 40 * (i % 20) / 20.0)
                .toArray();
        double[] givenBack = IntStream.range(0, 400)
                .mapToDouble(i -> i < 300 ? 100 + 0.2 * i : 110)
                .toArray();
        assertThat(Leak.of(seconds, kept)).isPresent();
        assertThat(Leak.of(seconds, kept).orElseThrow().secondsTo(200)).isBetween(300.0, 700.0);
        assertThat(Leak.of(seconds, freed)).isEmpty();
        assertThat(Leak.of(seconds, givenBack)).isEmpty();
    }

    @Test
    void nothingIsToldByTheHourOfWhatWasSeenForMinutes() {
        double[] seconds = IntStream.range(0, 700).mapToDouble(i -> i).toArray();
        double[] values = IntStream.range(0, 700).mapToDouble(i -> 100 + i).toArray();

        assertThat(Drift.of("p95", seconds, values))
                .hasValueSatisfying(drift -> assertThat(drift.evident()).isTrue());
        assertThat(Drift.of("p95", Arrays.copyOf(seconds, 500), Arrays.copyOf(values, 500)))
                .isEmpty();
    }
}
