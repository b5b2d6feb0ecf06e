package dev.throng.runner.verdict;

import dev.throng.runner.plan.Threshold;
import dev.throng.runner.stats.Figure;
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
        Tally tally = threshold.name().map(totals::judged).orElseGet(totals::judged);
        if (tally.response().total() == 0) {
            return noSamples(threshold, totals);
        }
        double measured = measure(threshold.metric(), tally, judgedSeconds);
        String text = text(threshold.metric(), measured);
        boolean passed = threshold.comparison().holds(measured, threshold.limit());
        String message = metric(threshold) + " was " + text + " (limit " + limit(threshold) + ")";
        return result(threshold, measured, text, passed, message);
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

    static double measure(Threshold.Metric metric, Tally tally, double judgedSeconds) {
        return switch (metric) {
            case Threshold.Percentile percentile -> tally.response().percentileMillis(percentile.p());
            case Threshold.Simple simple ->
                switch (simple) {
                    case MIN -> tally.response().minMicros() / 1000.0;
                    case MEAN -> tally.response().meanMillis();
                    case MAX -> tally.response().maxMicros() / 1000.0;
                    case FAILURE_RATE -> tally.failureRate();
                    case FAILURES -> tally.failures();
                    case REQUESTS -> tally.requests();
                    case RPS -> judgedSeconds > 0 ? tally.requests() / judgedSeconds : 0;
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
                    case FAILURES, REQUESTS -> Figure.count((long) value);
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
