package dev.throng.runner.verdict.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuantilesTest {
    @Test
    void quantilesAreThoseOfTheTables() {
        assertThat(Quantiles.normal(0.025)).isCloseTo(1.95996, within(1e-4));
        assertThat(Quantiles.normal(0.001)).isCloseTo(3.09023, within(1e-4));
        assertThat(Quantiles.normal(0.9)).isCloseTo(-1.28155, within(1e-4));
        assertThat(Quantiles.student(0.025, 10)).isCloseTo(2.2281, within(2e-3));
        assertThat(Quantiles.student(0.001, 5)).isCloseTo(5.893, within(2e-2));
        assertThat(Quantiles.student(0.0005, 30)).isCloseTo(3.646, within(2e-3));
        assertThat(Quantiles.student(0.05, 1)).isCloseTo(6.3138, within(1e-2));
    }

    @Test
    void neighboursThatAreAlikeMakeTheSumUncertain() {
        double[] alternating = new double[64];
        double[] slow = new double[64];
        for (int i = 0; i < 64; i++) {
            alternating[i] = i % 2 == 0 ? 1 : -1;
            slow[i] = i / 8 % 2 == 0 ? 1 : -1;
        }
        assertThat(LongRun.dependence(alternating)).isZero();
        assertThat(LongRun.dependence(slow)).isGreaterThan(0.7);
        assertThat(LongRun.of(slow).variance())
                .isGreaterThan(4 * LongRun.of(alternating).variance());
    }
}
