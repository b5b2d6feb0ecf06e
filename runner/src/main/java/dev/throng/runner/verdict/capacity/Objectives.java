package dev.throng.runner.verdict.capacity;

import dev.throng.runner.plan.Threshold;
import dev.throng.runner.verdict.chance.LongRun;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How far a threshold is from its limit in a window, in standard errors. A percentile below a limit says the same as a share
 * of requests above it, and so it is counted; seconds that follow each other are not taken to be independent.
 */
final class Objectives {
    private static final double SURE = 100;

    /** Of a request: what may be there when there is none. */
    private static final double HALF = 0.5;

    private Objectives() {}

    /**
     * @param excess beyond the limit, in standard errors
     * @param ratio of what there was to what is allowed; NaN where nothing is counted
     * @param error standard error of the ratio
     */
    record Standing(double excess, double ratio, double error) {
        static final Standing EVEN = new Standing(0, Double.NaN, Double.NaN);

        static Standing certain(double excess) {
            return new Standing(excess, Double.NaN, Double.NaN);
        }

        private Standing below() {
            return new Standing(
                    -excess, ratio > 0 ? 1 / ratio : Double.NaN, ratio > 0 ? error / (ratio * ratio) : error);
        }
    }

    static double excess(Threshold threshold, List<Second> seconds) {
        return standing(threshold, seconds).excess;
    }

    /** @param seconds of the requests that the threshold is about */
    static Standing standing(Threshold threshold, List<Second> seconds) {
        Standing above = above(threshold, seconds);
        return upper(threshold) ? above : above.below();
    }

    private static Standing above(Threshold threshold, List<Second> seconds) {
        double limit = threshold.limit();
        return switch (threshold.metric()) {
            case Threshold.Percentile percentile ->
                share(seconds, second -> above(second, limit), Objectives::timed, 1 - percentile.p() / 100);
            case Threshold.Own own -> Standing.EVEN;
            case Threshold.Simple simple ->
                switch (simple) {
                    case MIN -> certain(extreme(seconds, false), limit);
                    case MAX -> certain(extreme(seconds, true), limit);
                    case MEAN -> share(seconds, Objectives::sumMillis, Objectives::timed, limit);
                    case FAILURE_RATE -> share(seconds, Second::failures, Objectives::timed, limit);
                    case RPS -> share(seconds, Second::requests, second -> 1, limit);
                    case FAILURES, REQUESTS, SHARE, EXCEPTIONS -> Standing.EVEN;
                };
        };
    }

    /** Whether the threshold is missed when there is more. */
    static boolean upper(Threshold threshold) {
        return switch (threshold.comparison()) {
            case LESS, LESS_OR_EQUAL -> true;
            case GREATER, GREATER_OR_EQUAL -> false;
        };
    }

    private static double timed(Second second) {
        return second.response().total();
    }

    private static double sumMillis(Second second) {
        return second.response().sumMicros() / 1000.0;
    }

    private static double above(Second second, double limitMillis) {
        long limit = (long) (limitMillis * 1000);
        long[] count = {0};
        second.response().forEach((low, high, times) -> count[0] += low > limit ? times : 0);
        return count[0];
    }

    private static double extreme(List<Second> seconds, boolean largest) {
        var all = seconds.stream()
                .filter(second -> second.response().total() > 0)
                .mapToDouble(second -> (largest
                                ? second.response().maxMicros()
                                : second.response().minMicros())
                        / 1000.0);
        return (largest ? all.max() : all.min()).orElse(Double.NaN);
    }

    private static Standing certain(double measured, double limit) {
        return Double.isNaN(measured) ? Standing.EVEN : Standing.certain(measured > limit ? SURE : -SURE);
    }

    /** How much {@code some} is above its allowed share of {@code all}. */
    private static Standing share(
            List<Second> seconds, ToDoubleFunction<Second> some, ToDoubleFunction<Second> all, double allowed) {
        double[] parts = seconds.stream().mapToDouble(some).toArray();
        double[] wholes = seconds.stream().mapToDouble(all).toArray();
        double part = Arrays.stream(parts).sum();
        double whole = Arrays.stream(wholes).sum();
        if (whole == 0 || allowed == 0) {
            return whole == 0 ? Standing.EVEN : Standing.certain(part > 0 ? SURE : -SURE);
        }
        double expected = allowed * whole;
        if (part == 0) { // few samples are no reason to doubt, but they say little about how far the limit is
            return new Standing(-SURE, HALF / expected, HALF / expected);
        }
        double[] deviations = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            deviations[i] = parts[i] - part / whole * wholes[i];
        }
        double independent = allowed < 1 ? expected * (1 - allowed) : 0;
        double dependent = LongRun.of(deviations).variance();
        double error = Math.sqrt(Math.max(independent, dependent));
        double beyond = part - expected;
        double excess =
                error == 0 ? Math.copySign(SURE, beyond == 0 ? -1 : beyond) : Math.clamp(beyond / error, -SURE, SURE);
        double seen = allowed < 1 ? part * (1 - Math.min(part / whole, 1)) : 0;
        return new Standing(excess, part / expected, Math.sqrt(Math.max(seen, dependent)) / expected);
    }
}
