package dev.throng.runner.verdict.capacity;

import dev.throng.runner.plan.Threshold;
import dev.throng.runner.stats.Figure;

/** A threshold's metric in a window. */
final class Measured {
    private Measured() {}

    static double of(Threshold.Metric metric, Second sum, double seconds) {
        return switch (metric) {
            case Threshold.Percentile percentile -> sum.response().percentileMillis(percentile.p());
            case Threshold.Own own -> Double.NaN;
            case Threshold.Simple simple ->
                switch (simple) {
                    case MIN -> sum.response().minMicros() / 1000.0;
                    case MEAN -> sum.response().meanMillis();
                    case MAX -> sum.response().maxMicros() / 1000.0;
                    case FAILURE_RATE ->
                        sum.response().total() == 0
                                ? 0
                                : (double) sum.failures() / sum.response().total();
                    case SHARE, EXCEPTIONS -> Double.NaN;
                    case FAILURES -> sum.failures();
                    case REQUESTS -> sum.requests();
                    case RPS -> sum.requests() / seconds;
                };
        };
    }

    static String text(Threshold.Metric metric, double value) {
        return switch (metric) {
            case Threshold.Percentile percentile -> Figure.millis(value);
            case Threshold.Own own -> Figure.digits(value);
            case Threshold.Simple simple ->
                switch (simple) {
                    case MIN, MEAN, MAX -> Figure.millis(value);
                    case FAILURE_RATE, SHARE -> Figure.share(value);
                    case FAILURES, REQUESTS, EXCEPTIONS -> Figure.count((long) value);
                    case RPS -> Figure.rate(value);
                };
        };
    }
}
