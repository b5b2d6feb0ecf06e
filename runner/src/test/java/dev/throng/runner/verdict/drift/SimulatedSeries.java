package dev.throng.runner.verdict.drift;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Half an hour of a figure of 100, a value each five seconds, with noise whose neighbours are alike. */
public final class SimulatedSeries {
    static final int POINTS = 360;
    private static final double STEP = 5;

    /** What becomes of the figure in the course of the run, which is the time from 0 to 1. */
    public enum Course {
        LEAK_1_PERCENT_PER_MINUTE(t -> 1 + 0.3 * t),
        FALLING(t -> 1 - 0.25 * t),
        STATIONARY(t -> 1),
        WAVE(t -> 1 + 0.2 * Math.sin(2 * Math.PI * t)),
        WAVE_FROM_ITS_TROUGH(t -> 1 - 0.2 * Math.cos(2 * Math.PI * t)),
        TWO_WAVES(t -> 1 + 0.2 * Math.sin(4 * Math.PI * t)),
        STEP_THEN_FLAT(t -> t < 0.4 ? 1 : 1.2),
        EARLY_STEP_THEN_FLAT(t -> t < 0.15 ? 1 : 1.2),
        LATE_STEP(t -> t < 0.75 ? 1 : 1.2),
        WARMS_UP_THEN_FLAT(t -> 1.2 - 0.2 * Math.exp(-t / 0.05));

        final DoubleUnaryOperator at;

        Course(DoubleUnaryOperator at) {
            this.at = at;
        }

        public boolean isDrift() {
            return this == LEAK_1_PERCENT_PER_MINUTE || this == FALLING;
        }
    }

    final double[] seconds = new double[POINTS];
    final double[] values = new double[POINTS];

    private SimulatedSeries(Course course, double correlation, double deviation, long seed) {
        Random random = new Random(seed * 31 + course.ordinal());
        double noise = random.nextGaussian();
        double fresh = Math.sqrt(1 - correlation * correlation);
        for (int i = 0; i < POINTS; i++) {
            seconds[i] = i * STEP;
            values[i] = 100 * (course.at.applyAsDouble((double) i / POINTS) + deviation * noise);
            noise = correlation * noise + fresh * random.nextGaussian();
        }
    }

    /** @param deviation of the noise, as a share of the figure */
    public static SimulatedSeries of(Course course, double correlation, double deviation, long seed) {
        return new SimulatedSeries(course, correlation, deviation, seed);
    }

    public boolean hasTrend() {
        return Trend.of(seconds, values).filter(Trend::evident).isPresent();
    }

    public boolean leaks() {
        return Leak.of(seconds, values).isPresent();
    }
}
