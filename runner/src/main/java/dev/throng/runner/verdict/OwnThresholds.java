package dev.throng.runner.verdict;

import dev.throng.runner.plan.Threshold;
import dev.throng.runner.plan.Threshold.Own;
import dev.throng.runner.stats.CustomMetric;
import dev.throng.runner.stats.CustomMetric.Kind;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.total.Totals;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Thresholds on what the scenario itself measures, over all workers. */
final class OwnThresholds {
    private OwnThresholds() {}

    static Verdict.ThresholdResult judge(Threshold threshold, Own own, Totals totals) {
        Optional<Kind> kind = kinds(own.measure()).stream()
                .filter(one -> values(one, own.name(), totals).total() > 0)
                .findFirst();
        if (kind.isEmpty()) {
            return missing(threshold, own, totals);
        }
        LatencyHistogram values = values(kind.get(), own.name(), totals);
        double measured = measure(own, values, failures(kind.get(), own.name(), values, totals));
        String text = text(own, kind.get(), measured);
        boolean passed = threshold.comparison().holds(measured, threshold.limit());
        String limit = threshold.comparison() + " " + text(own, kind.get(), threshold.limit());
        return Thresholds.result(
                threshold,
                measured,
                text,
                passed,
                measure(own) + threshold.subject() + " was " + text + " (limit " + limit + ")");
    }

    /** Of which kinds of metric there is such a measure, the likeliest first. */
    private static List<Kind> kinds(Own.Measure measure) {
        return switch (measure) {
            case PERCENTILE, MIN, MEAN, MAX -> List.of(Kind.GROUP, Kind.TIME, Kind.TREND, Kind.GAUGE);
            case SUM -> List.of(Kind.COUNTER, Kind.TREND, Kind.TIME, Kind.GAUGE, Kind.GROUP);
            case COUNT -> List.of(Kind.COUNTER, Kind.TREND, Kind.TIME, Kind.RATE, Kind.CHECK, Kind.GAUGE, Kind.GROUP);
            case RATE -> List.of(Kind.RATE, Kind.CHECK);
            case FAILURES, FAILURE_RATE -> List.of(Kind.GROUP, Kind.CHECK);
        };
    }

    private static LatencyHistogram values(Kind kind, String name, Totals totals) {
        return totals.timings().getOrDefault(new CustomMetric(kind, name).key(), new LatencyHistogram());
    }

    private static long failures(Kind kind, String name, LatencyHistogram values, Totals totals) {
        return kind == Kind.CHECK
                ? values.total() - Math.round(values.sumMicros() / 1000.0)
                : values(Kind.GROUP_FAILURES, name, totals).total();
    }

    /** A value of 1 is kept as a millisecond. */
    private static double measure(Own own, LatencyHistogram values, long failures) {
        return switch (own.measure()) {
            case PERCENTILE -> values.percentileMillis(own.p());
            case MIN -> values.minMicros() / 1000.0;
            case MEAN -> values.meanMillis();
            case MAX -> values.maxMicros() / 1000.0;
            case SUM -> values.sumMicros() / 1000.0;
            case COUNT -> values.total();
            case RATE -> values.meanMillis();
            case FAILURES -> failures;
            case FAILURE_RATE -> (double) failures / values.total();
        };
    }

    private static String text(Own own, Kind kind, double value) {
        return switch (own.measure()) {
            case PERCENTILE, MIN, MEAN, MAX, SUM ->
                kind == Kind.GROUP || kind == Kind.TIME ? Figure.millis(value) : Figure.number(value);
            case COUNT, FAILURES -> Figure.count((long) value);
            case RATE, FAILURE_RATE -> Figure.share(value);
        };
    }

    /** For people. */
    static String measure(Own own) {
        return own.measure() == Own.Measure.PERCENTILE
                ? "p" + Thresholds.trimmed(own.p())
                : own.measure().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Verdict.ThresholdResult missing(Threshold threshold, Own own, Totals totals) {
        TreeMap<String, Kind> known = new TreeMap<>();
        totals.timings()
                .forEach((key, values) -> CustomMetric.of(key)
                        .filter(metric -> metric.kind() != Kind.GROUP_FAILURES && values.total() > 0)
                        .ifPresent(metric -> known.put(metric.name(), metric.kind())));
        Kind other = known.get(own.name());
        String why = other == null
                ? "nothing was measured under this name"
                        + (known.isEmpty()
                                ? ""
                                : "; there is "
                                        + known.keySet().stream().limit(8).collect(Collectors.joining(", ")))
                : "it is a " + other.name().toLowerCase(Locale.ROOT) + ", which has none";
        boolean allowed = other == null && threshold.allowNoSamples();
        return Thresholds.result(
                threshold,
                Double.NaN,
                "no samples",
                allowed,
                measure(own) + threshold.subject() + ": " + why + (allowed ? ", which is allowed" : ""));
    }
}
