package dev.throng.runner.verdict;

import dev.throng.runner.plan.Threshold;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.LatencyHistogram;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.Totals;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Judges thresholds on the merged histograms of all workers, without the warm-up: during the run and at its end by the
 * same rules.
 *
 * <p>A threshold with a name is about all requests of that name, whatever their user class and method. Without any
 * sample a threshold fails, unless it allows that.
 */
public final class Thresholds {
    private static final int MOST_SUGGESTIONS = 3;

    private Thresholds() {}

    /** @param judgedSeconds length of the judged part so far, for rates */
    public static List<ThresholdResult> judge(List<Threshold> thresholds, Totals totals, double judgedSeconds) {
        return thresholds.stream()
                .map(threshold -> judge(threshold, totals, judgedSeconds))
                .toList();
    }

    private static ThresholdResult judge(Threshold threshold, Totals totals, double judgedSeconds) {
        if (threshold.metric() == Threshold.Simple.EXCEPTIONS) {
            return judged(threshold, (double) totals.exceptionCount());
        }
        Tally tally = threshold.name().map(totals::judged).orElseGet(totals::judged);
        if (tally.response().total() == 0) {
            return noSamples(threshold, totals);
        }
        ThresholdResult answered =
                judged(threshold, measure(threshold.metric(), tally.response(), tally, judgedSeconds));
        return answered.passed() && isTime(threshold.metric())
                ? withUnanswered(threshold, totals, tally, answered)
                : answered;
    }

    private static ThresholdResult judged(Threshold threshold, double measured) {
        String text = text(threshold.metric(), measured);
        boolean passed = threshold.comparison().holds(measured, threshold.limit());
        String message = metric(threshold) + " was " + text + " (limit " + limit(threshold) + ")";
        return result(threshold, measured, text, passed, message);
    }

    /**
     * What was cut off at the end would have taken at least as long as it had been there: what was there for longer than the
     * limit counts against it, or a target that dies at the end would pass.
     */
    private static ThresholdResult withUnanswered(
            Threshold threshold, Totals totals, Tally tally, ThresholdResult answered) {
        LatencyHistogram all = new LatencyHistogram();
        long[] late = {0};
        totals.aborted(threshold.name()).forEach((fromMicros, toMicros, count) -> {
            if (!threshold.comparison().holds(fromMicros / 1000.0, threshold.limit())) {
                late[0] += count;
                for (long i = 0; i < count; i++) {
                    all.record(fromMicros);
                }
            }
        });
        if (late[0] == 0) {
            return answered;
        }
        all.add(tally.response());
        double atLeast = measure(threshold.metric(), all, tally, 0);
        if (threshold.comparison().holds(atLeast, threshold.limit())) {
            return answered;
        }
        String text = text(threshold.metric(), atLeast);
        return result(
                threshold,
                atLeast,
                text,
                false,
                metric(threshold) + " was at least " + text + " with the " + Figure.count(late[0])
                        + " that were unanswered at the end and older than the limit (limit " + limit(threshold) + ", "
                        + answered.measuredText() + " without them)");
    }

    private static boolean isTime(Threshold.Metric metric) {
        return switch (metric) {
            case Threshold.Percentile percentile -> true;
            case Threshold.Simple simple ->
                switch (simple) {
                    case MEAN, MAX -> true;
                    case MIN, FAILURE_RATE, FAILURES, REQUESTS, RPS, EXCEPTIONS -> false;
                };
        };
    }

    private static ThresholdResult noSamples(Threshold threshold, Totals totals) {
        String why = threshold.name().map(name -> missing(name, totals)).orElse("no request was judged");
        String message = metric(threshold) + ": " + why + (threshold.allowNoSamples() ? ", which is allowed" : "");
        return result(threshold, Double.NaN, "no samples", threshold.allowNoSamples(), message);
    }

    private static ThresholdResult result(
            Threshold threshold, double measured, String text, boolean passed, String message) {
        return new ThresholdResult(
                threshold.expression(), threshold.name(), measured, text, threshold.limit(), passed, message);
    }

    private static double measure(
            Threshold.Metric metric, LatencyHistogram response, Tally tally, double judgedSeconds) {
        return switch (metric) {
            case Threshold.Percentile percentile -> response.percentileMillis(percentile.p());
            case Threshold.Simple simple ->
                switch (simple) {
                    case MIN -> response.minMicros() / 1000.0;
                    case MEAN -> response.meanMillis();
                    case MAX -> response.maxMicros() / 1000.0;
                    case FAILURE_RATE -> tally.failureRate();
                    case FAILURES -> tally.failures();
                    case REQUESTS -> tally.requests();
                    case RPS -> judgedSeconds > 0 ? tally.requests() / judgedSeconds : 0;
                    case EXCEPTIONS -> throw new IllegalArgumentException("exceptions have no requests");
                };
        };
    }

    private static String text(Threshold.Metric metric, double value) {
        return switch (metric) {
            case Threshold.Percentile percentile -> Figure.millis(value);
            case Threshold.Simple simple ->
                switch (simple) {
                    case MIN, MEAN, MAX -> Figure.millis(value);
                    case FAILURE_RATE -> Figure.share(value);
                    case FAILURES, REQUESTS, EXCEPTIONS -> Figure.count((long) value);
                    case RPS -> Figure.rate(value);
                };
        };
    }

    private static String metric(Threshold threshold) {
        String metric = switch (threshold.metric()) {
            case Threshold.Percentile percentile -> "p" + trimmed(percentile.p());
            case Threshold.Simple simple ->
                simple.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
        return metric + threshold.name().map(name -> " of " + name).orElse("");
    }

    private static String trimmed(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String limit(Threshold threshold) {
        String value = threshold.metric() == Threshold.Simple.FAILURE_RATE
                ? trimmed(threshold.limit() * 100) + " %"
                : text(threshold.metric(), threshold.limit());
        return threshold.comparison() + " " + value;
    }

    private static String missing(String name, Totals totals) {
        TreeSet<String> known = new TreeSet<>();
        totals.forEachName((judged, warmup) -> known.add(judged.key().name()));
        if (known.contains(name)) {
            return "no request of this name was judged, only warm-up";
        }
        String close = known.stream()
                .sorted(Comparator.comparingInt(candidate -> Spelling.distance(name, candidate)))
                .limit(MOST_SUGGESTIONS)
                .collect(Collectors.joining(", "));
        return "no request has this name" + (close.isEmpty() ? "" : "; there is " + close);
    }

    /**
     * The first threshold that says to stop the run now: it is missed, there are samples, and as much time was judged as
     * it asks for.
     */
    public static Optional<ThresholdResult> toAbort(List<Threshold> thresholds, Totals totals, double judgedSeconds) {
        return thresholds.stream()
                .filter(Threshold::abortOnFail)
                .filter(threshold -> judgedSeconds >= seconds(threshold.after()))
                .map(threshold -> judge(threshold, totals, judgedSeconds))
                .filter(result -> !result.passed() && !Double.isNaN(result.measured()))
                .findFirst();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
