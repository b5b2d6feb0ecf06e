package dev.throng.runner.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * One condition of the verdict.
 *
 * @param expression as written: {@code p95 < 500ms}
 * @param metric what is measured
 * @param limit in the metric's unit: milliseconds, a ratio from 0 to 1, a count, or per second
 * @param name request name it is about; all requests when empty
 * @param abortOnFail stops the run as soon as it is missed, {@code after} that much of the judged time
 */
public record Threshold(
        String expression,
        Metric metric,
        Comparison comparison,
        double limit,
        Optional<String> name,
        boolean abortOnFail,
        Duration after,
        boolean allowNoSamples) {

    /** A measured quantity of the judged requests. */
    public sealed interface Metric {}

    /** Response time at a percentile (0 &lt; p ≤ 100) in milliseconds. */
    public record Percentile(double p) implements Metric {}

    public enum Simple implements Metric {
        MIN,
        MEAN,
        MAX,
        FAILURE_RATE,
        FAILURES,
        REQUESTS,
        RPS,
        /** Uncaught problems of scenario code, over the whole run. */
        EXCEPTIONS
    }

    public enum Comparison {
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        public boolean holds(double measured, double limit) {
            return switch (this) {
                case LESS -> measured < limit;
                case LESS_OR_EQUAL -> measured <= limit;
                case GREATER -> measured > limit;
                case GREATER_OR_EQUAL -> measured >= limit;
            };
        }

        @Override
        public String toString() {
            return sign;
        }
    }
}
