package dev.throng.runner.plan.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Times have the mean and the deviation that were asked for. */
class DistributionTest {
    private static final long SECOND = 1_000_000_000;

    static Stream<Arguments> laws() {
        return Stream.of(
                Arguments.of(new Distribution.Uniform(SECOND, 3 * SECOND), 2, 0.577),
                Arguments.of(new Distribution.Normal(3 * SECOND, SECOND / 2), 3, 0.5),
                Arguments.of(new Distribution.Exponential(3 * SECOND), 3, 3),
                Arguments.of(Distribution.LogNormal.of(3 * SECOND, 2 * SECOND), 3, 2));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void drawsWithItsMeanAndItsDeviation(Distribution distribution, double mean, double deviation) {
        SplittableRandom random = new SplittableRandom(7);
        double[] seconds = DoubleStream.generate(() -> distribution.nanos(random) / 1e9)
                .limit(200_000)
                .toArray();
        double found = DoubleStream.of(seconds).average().orElseThrow();
        double variance = DoubleStream.of(seconds)
                .map(s -> (s - found) * (s - found))
                .average()
                .orElseThrow();
        assertThat(found).isCloseTo(mean, within(mean * 0.02));
        assertThat(Math.sqrt(variance)).isCloseTo(deviation, within(deviation * 0.05));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void drawsNothingBelowZeroAndTheSameFromTheSameNumbers(Distribution distribution, double mean, double deviation) {
        SplittableRandom one = new SplittableRandom(3);
        SplittableRandom other = new SplittableRandom(3);
        for (int i = 0; i < 10_000; i++) {
            long drawn = distribution.nanos(one);
            assertThat(drawn).isBetween(0L, Distribution.LONGEST_NANOS).isEqualTo(distribution.nanos(other));
        }
    }
}
