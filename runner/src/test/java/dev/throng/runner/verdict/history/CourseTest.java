package dev.throng.runner.verdict.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final double TOLERANCE = 0.05;

    /** Seconds of requests that are alike scatter the percentiles of a run by so much. */
    private static final double NOISE = 0.015;

    private static double[] runs(int count, double perRun, double noise, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToDouble(i -> 200 * Math.pow(1 + perRun, i) * Math.exp(noise * random.nextGaussian()))
                .toArray();
    }

    private static boolean creeps(String metric, double[] values) {
        return Course.of(metric, values, TOLERANCE).orElseThrow().creeping();
    }

    @Test
    void twoPercentMoreWithEachRunAreCalledWithinEight() {
        long called = IntStream.range(0, 100)
                .filter(seed -> creeps("p95", runs(8, 0.02, NOISE, seed)))
                .count();
        assertThat(called).isGreaterThanOrEqualTo(90);
    }

    @Test
    void runsThatAreAlikeDoNotCreepHoweverManyThereAre() {
        long called = 0;
        for (int seed = 0; seed < 100; seed++) {
            double[] all = runs(30, 0, 3 * NOISE, seed);
            for (int count = Course.LEAST_RUNS; count <= all.length; count++) {
                called += creeps("p95", java.util.Arrays.copyOf(all, count)) ? 1 : 0;
            }
        }
        assertThat(called).as("of 2,500 runs").isLessThan(25);
    }

    @Test
    void whatBecomesBetterOrStaysWithinWhatIsToleratedDoesNotCreep() {
        assertThat(creeps("p95", runs(12, -0.02, NOISE, 1))).isFalse();
        assertThat(creeps("p95", runs(8, 0.005, 0.0001, 1))).isFalse();
        assertThat(creeps("rps", runs(12, 0.02, NOISE, 1))).isFalse();
    }

    @Test
    void theThroughputCreepsDownwards() {
        assertThat(creeps("rps", runs(12, -0.02, NOISE, 1))).isTrue();
    }

    @Test
    void failuresCreepInPoints() {
        assertThat(Course.of("failureRate", new double[] {0, 0.002, 0.004, 0.006, 0.0081, 0.01}, 0.005)
                        .orElseThrow()
                        .message())
                .isEqualTo(
                        "failureRate crept from 0 % to 1.00 % over 6 runs, +0.2 points per run (+0.2 points to +0.2 points),"
                                + " tolerated 0.50 % in all");
    }

    @Test
    void aCreepThatBeganLateIsFoundAmongManyRunsThatWereAlike() {
        double[] all = runs(30, 0, NOISE, 3);
        for (int i = 0; i < 8; i++) {
            all[22 + i] *= Math.pow(1.025, i + 1);
        }
        Course course = Course.of("p50", all, TOLERANCE).orElseThrow();
        assertThat(course.creeping()).isTrue();
        assertThat(course.runs()).isLessThan(30);
        assertThat(course.message()).startsWith("p50 crept from ").contains(" per run (", "tolerated 5.00 % in all");
    }

    @Test
    void fiveRunsSayNothing() {
        assertThat(Course.of("p95", new double[] {100, 110, 120, 130, 140}, TOLERANCE))
                .isEmpty();
    }

    @Test
    void runsThatDidNotPassAreShownAndNotReckonedWith() {
        List<Past> earlier = IntStream.range(0, 8)
                .mapToObj(i -> past(i, i != 3, i == 3 ? 5_000 : 100 + i * 0.01))
                .toList();
        History history = History.of(earlier, past(8, false, 100), Map.of());
        assertThat(history.runs()).hasSize(9);
        assertThat(history.courses())
                .extracting(Course::metric, Course::runs)
                .contains(org.assertj.core.groups.Tuple.tuple("p95", 8));
        assertThat(history.creeps()).isEmpty();
        assertThat(history.sentence()).contains("p95 100 ms to 100 ms");
    }

    private static Past past(int number, boolean passed, double p95) {
        return new Past(
                "items-" + number,
                Instant.parse("2026-05-01T12:00:00Z").plusSeconds(number),
                passed,
                p95 / 2,
                p95,
                p95 * 2,
                0,
                100);
    }
}
