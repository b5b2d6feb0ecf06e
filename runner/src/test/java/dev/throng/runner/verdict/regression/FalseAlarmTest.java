package dev.throng.runner.verdict.regression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.verdict.regression.SimulatedRun.Noise;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The long table is made by runner/bench/verdicts.py; these are a few of its rows with few pairs. */
class FalseAlarmTest {
    private static final int PAIRS = 8;

    @Test
    void equalRunsWithNoiseThatDependsOnItselfAreNoRegression() {
        assertThat(called(Noise.CORRELATED, 1)).isLessThanOrEqualTo(1);
        assertThat(called(Noise.BIMODAL_AT_P95, 1)).isZero();
        assertThat(called(Noise.BIMODAL_CORRELATED, 1)).isLessThanOrEqualTo(1);
    }

    @Test
    void aTenthMoreIsFoundInAMinuteAtAHundredPerSecond() {
        assertThat(called(Noise.INDEPENDENT, 1.1)).isGreaterThanOrEqualTo(PAIRS - 1);
    }

    @Test
    void intervalsThatAreAlikeSayLess() {
        Scatter.Spread alike =
                SimulatedRun.of(Noise.REGIMES, 1, 1).total().scatter().of("p50");
        Scatter.Spread independent =
                SimulatedRun.of(Noise.INDEPENDENT, 1, 1).total().scatter().of("p50");
        assertThat(alike.inflation()).isGreaterThan(4 * independent.inflation());
    }

    private static long called(Noise noise, double factor) {
        return IntStream.range(0, PAIRS)
                .filter(i -> Regression.compare(
                                SimulatedRun.of(noise, 1, 2L * i),
                                SimulatedRun.of(noise, factor, 2L * i + 1),
                                Regression.TOLERANCES)
                        .regression())
                .count();
    }
}
