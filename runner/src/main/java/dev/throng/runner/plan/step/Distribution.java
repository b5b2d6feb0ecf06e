package dev.throng.runner.plan.step;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** How a time is distributed that is drawn, in nanoseconds. */
public sealed interface Distribution {
    /** No draw is longer: the tail of some distributions has no end. */
    long LONGEST_NANOS = TimeUnit.HOURS.toNanos(24);

    /** From 0 to {@link #LONGEST_NANOS}. */
    default long nanos(RandomGenerator random) {
        double drawn = switch (this) {
            case Uniform uniform -> uniform.minNanos + random.nextDouble() * (uniform.maxNanos - uniform.minNanos);
            case Normal normal -> normal.meanNanos + random.nextGaussian() * normal.deviationNanos;
            case Exponential exponential -> exponential.meanNanos * random.nextExponential();
            case LogNormal logNormal -> Math.exp(logNormal.mu + random.nextGaussian() * logNormal.sigma);
        };
        return Math.clamp(Math.round(drawn), 0, LONGEST_NANOS);
    }

    record Uniform(long minNanos, long maxNanos) implements Distribution {}

    record Normal(long meanNanos, long deviationNanos) implements Distribution {}

    record Exponential(long meanNanos) implements Distribution {}

    /** @param mu mean of the logarithm of nanoseconds */
    record LogNormal(double mu, double sigma) implements Distribution {
        /** That has this mean, which is above 0, and this deviation. */
        public static LogNormal of(long meanNanos, long deviationNanos) {
            double ratio = (double) deviationNanos / meanNanos;
            double variance = Math.log1p(ratio * ratio);
            return new LogNormal(Math.log((double) meanNanos) - variance / 2, Math.sqrt(variance));
        }
    }
}
