package dev.throng.runner.report;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.verdict.BaselineSpec;
import dev.throng.runner.report.Result.NameResult;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.verdict.Comparison;
import dev.throng.runner.verdict.regression.Regression;
import dev.throng.runner.verdict.regression.Regression.Measured;
import dev.throng.runner.verdict.regression.Scatter;
import dev.throng.runner.verdict.regression.Tolerances;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares results: a run with its baseline, or two stored ones. */
public final class Comparing {
    private Comparing() {}

    /** @param tolerances by metric, instead of {@link Regression#TOLERANCES} */
    public static Comparison compare(Result before, Result now, Map<String, Double> tolerances) {
        return Regression.compare(run(before), run(now), tolerances);
    }

    /** Why two results say nothing about each other, a sentence each; empty when they do. */
    public static List<String> refusals(Result before, Result now) {
        return Comparability.reasons(Comparability.Side.of(before), Comparability.Side.of(now));
    }

    static Comparison compare(
            Result before,
            String runId,
            Instant startedAt,
            NameResult total,
            List<NameResult> names,
            double seconds,
            Findings findings,
            Tolerances tolerances) {
        return Regression.compare(run(before), run(runId, startedAt, total, names, seconds, findings), tolerances);
    }

    /** What a LoadTest tolerates: what it says, and {@link Regression#TOLERANCES} for metrics that it does not speak of. */
    static Tolerances tolerances(@Nullable LoadTestSpec spec) {
        BaselineSpec baseline = spec == null ? null : spec.baseline();
        if (baseline == null) {
            return Tolerances.alike(Regression.TOLERANCES);
        }
        Map<String, Double> all = new LinkedHashMap<>(Regression.TOLERANCES);
        all.putAll(shares(baseline.tolerate()));
        Map<String, Map<String, Double>> byName = new LinkedHashMap<>();
        if (baseline.names() != null) {
            baseline.names().forEach(own -> byName.put(String.valueOf(own.name()), shares(own.tolerate())));
        }
        return new Tolerances(all, byName);
    }

    private static Map<String, Double> shares(@Nullable Map<String, String> percents) {
        Map<String, Double> shares = new LinkedHashMap<>();
        if (percents != null) {
            percents.forEach((metric, percent) -> shares.put(metric, share(percent)));
        }
        return shares;
    }

    /** The schema has made sure that it ends with a percent sign. */
    private static double share(String percent) {
        return Double.parseDouble(percent.substring(0, percent.length() - 1)) / 100;
    }

    private static Regression.Run run(Result result) {
        return run(
                result.runId(),
                result.startedAt(),
                result.total(),
                result.names(),
                result.judgedSeconds(),
                result.findings());
    }

    private static Regression.Run run(
            String id, Instant startedAt, NameResult total, List<NameResult> names, double seconds, Findings findings) {
        SortedMap<String, Measured> byName = new TreeMap<>();
        names.forEach(row -> byName.merge(
                row.key().name(),
                measured(
                        row,
                        seconds,
                        findings.scatterByName().getOrDefault(row.key().name(), Scatter.UNKNOWN)),
                Comparing::together));
        return new Regression.Run(id, startedAt, measured(total, seconds, findings.scatter()), byName);
    }

    private static Measured measured(NameResult row, double seconds, Scatter scatter) {
        LatencyHistogram response = LatencyHistogram.of(row.response().histogram());
        return new Measured(row.requests(), row.failures(), seconds, response, scatter);
    }

    private static Measured together(Measured a, Measured b) {
        a.response().add(b.response());
        return new Measured(
                a.requests() + b.requests(), a.failures() + b.failures(), a.seconds(), a.response(), a.scatter());
    }
}
