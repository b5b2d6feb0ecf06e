package dev.throng.runner.report;

import dev.throng.runner.stats.CustomMetric;
import dev.throng.runner.stats.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A metric of the scenario's own, for people.
 *
 * @param unit of the values; empty when they have none
 * @param failed of a group's blocks, or of a check's; 0 for others
 */
public record CustomRow(CustomMetric metric, Result.Timing values, String unit, long failed) {
    /** Those of a result, by kind and name. */
    public static List<CustomRow> of(Map<String, Result.Timing> timings) {
        List<CustomRow> rows = new ArrayList<>();
        timings.forEach((key, values) -> CustomMetric.of(key)
                .filter(metric -> metric.kind() != CustomMetric.Kind.GROUP_FAILURES)
                .ifPresent(metric -> rows.add(row(metric, values, timings))));
        return rows;
    }

    private static CustomRow row(CustomMetric metric, Result.Timing values, Map<String, Result.Timing> timings) {
        boolean time = metric.kind() == CustomMetric.Kind.GROUP || metric.kind() == CustomMetric.Kind.TIME;
        return new CustomRow(metric, values, time ? "ms" : "", failed(metric, values, timings));
    }

    private static long failed(CustomMetric metric, Result.Timing values, Map<String, Result.Timing> timings) {
        if (metric.kind() == CustomMetric.Kind.CHECK) {
            return values.count() - Math.round(values.histogram().sumMicros() / 1000.0);
        }
        Result.Timing failed = timings.get(new CustomMetric(CustomMetric.Kind.GROUP_FAILURES, metric.name()).key());
        return metric.kind() == CustomMetric.Kind.GROUP && failed != null ? failed.count() : 0;
    }

    /** Whether its values can fail, so that it is said how many did. */
    public boolean canFail() {
        return metric.kind() == CustomMetric.Kind.GROUP || metric.kind() == CustomMetric.Kind.CHECK;
    }

    /** All values together, exact to three decimals. */
    public double sum() {
        return values.histogram().sumMicros() / 1000.0;
    }

    /** Of a rate or a check: from 0 to 1. */
    public double share() {
        return values.count() == 0 ? 0 : sum() / values.count();
    }

    /** What says it all of counters, rates and checks; empty for others. */
    public String whole() {
        return switch (metric.kind()) {
            case COUNTER -> Figure.number(sum());
            case RATE, CHECK -> Figure.share(share());
            case TREND, TIME, GAUGE, GROUP, GROUP_FAILURES -> "";
        };
    }

    /** Mean, these percentiles, and the largest; none of them for counters, rates and checks. */
    public List<Double> spread(String... percents) {
        boolean none = !whole().isEmpty();
        List<Double> spread = new ArrayList<>();
        spread.add(none ? Double.NaN : values.mean());
        for (String percent : percents) {
            spread.add(none ? Double.NaN : percentile(percent));
        }
        spread.add(none ? Double.NaN : values.max());
        return spread;
    }

    /** A value in its unit, for people; empty when there is none. */
    public String text(double value) {
        return Double.isNaN(value) ? "" : unit.isEmpty() ? Figure.number(value) : Figure.millis(value);
    }

    /** A percentile of the values, such as {@code 95}. */
    public double percentile(String percent) {
        return values.percentiles().getOrDefault(percent, Double.NaN);
    }
}
