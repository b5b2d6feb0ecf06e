package dev.throng.runner.plan.step;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** By which law a time is drawn, in nanoseconds. */
public sealed interface Law {
    /** No draw is longer: the tail of some laws has no end. */
    long LONGEST_NANOS = TimeUnit.HOURS.toNanos(24);

    /** From 0 to {@link #LONGEST_NANOS}. */
    default long nanos(RandomGenerator random) {
        double drawn = switch (this) {
            case Even even -> even.minNanos + random.nextDouble() * (even.maxNanos - even.minNanos);
            case Normal normal -> normal.meanNanos + random.nextGaussian() * normal.deviationNanos;
            case Exponential exponential -> exponential.meanNanos * random.nextExponential();
            case LogNormal logNormal -> Math.exp(logNormal.mu + random.nextGaussian() * logNormal.sigma);
        };
        return Math.clamp(Math.round(drawn), 0, LONGEST_NANOS);
    }

    record Even(long minNanos, long maxNanos) implements Law {}

    record Normal(long meanNanos, long deviationNanos) implements Law {}

    record Exponential(long meanNanos) implements Law {}

    /** @param mu mean of the logarithm of nanoseconds */
    record LogNormal(double mu, double sigma) implements Law {
        /** That has this mean, which is above 0, and this deviation. */
        public static LogNormal of(long meanNanos, long deviationNanos) {
            double ratio = (double) deviationNanos / meanNanos;
            double variance = Math.log1p(ratio * ratio);
            return new LogNormal(Math.log((double) meanNanos) - variance / 2, Math.sqrt(variance));
        }
    }
}
