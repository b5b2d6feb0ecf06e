package dev.throng.runner.verdict.drift;

import dev.throng.api.verdict.DriftSpec;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a LoadTest allows to get worse in the course of a run: a limit is missed when a figure drifts, beyond chance, faster
 * than it says.
 *
 * @param tolerated share per hour by metric; points per hour for the failure rate
 * @param observed share per hour by name of what is observed
 * @param leaks whether something that is observed may leak
 */
public record DriftRules(Map<String, Double> tolerated, Map<String, Double> observed, boolean leaks) {
    private static final Map<String, Double> USUAL = Map.of("p50", 0.1, "p95", 0.1, "failureRate", 0.005, "rps", 0.1);

    /** By metric, as people call the figure that drifts. */
    private static final List<Map.Entry<String, String>> FIGURES = List.of(
            Map.entry("p50", "p50"),
            Map.entry("p95", "p95"),
            Map.entry("failureRate", "failure rate"),
            Map.entry("rps", "throughput"));

    /** Empty when nobody asked for limits. */
    public static Optional<DriftRules> of(@Nullable DriftSpec spec) {
        if (spec == null) {
            return Optional.empty();
        }
        Map<String, Double> tolerated = new LinkedHashMap<>(USUAL);
        tolerated.putAll(shares(spec.tolerate()));
        return Optional.of(new DriftRules(tolerated, shares(spec.observed()), Boolean.TRUE.equals(spec.leaks())));
    }

    private static Map<String, Double> shares(@Nullable Map<String, String> percents) {
        Map<String, Double> shares = new LinkedHashMap<>();
        if (percents != null) {
            // The schema has made sure that each ends with a percent sign.
            percents.forEach((name, percent) ->
                    shares.put(name, Double.parseDouble(percent.substring(0, percent.length() - 1)) / 100));
        }
        return shares;
    }

    /** Of the run's own figures; those that were not looked at are measured as NaN and missed by nobody. */
    public List<ThresholdResult> judge(List<Drift> trends) {
        List<ThresholdResult> results = new ArrayList<>();
        FIGURES.forEach(figure -> results.add(judged(
                figure.getKey(),
                tolerated.getOrDefault(figure.getKey(), Double.POSITIVE_INFINITY),
                trends.stream()
                        .filter(drift -> drift.figure().equals(figure.getValue()))
                        .findFirst())));
        return results;
    }

    private static ThresholdResult judged(String metric, double limit, Optional<Drift> drift) {
        boolean points = metric.equals("failureRate");
        double worse = metric.equals("rps") ? -1 : 1;
        double measured = drift.map(Drift::trend)
                .map(trend -> worse * (points ? trend.perHour() : trend.sharePerHour()))
                .orElse(Double.NaN);
        return result("drift of " + metric, measured, limit, drift, points);
    }

    /** Of what was observed of the target. */
    public List<ThresholdResult> judgeObserved(List<Drift> trends) {
        List<ThresholdResult> results = new ArrayList<>();
        observed.forEach((name, limit) -> {
            Optional<Drift> drift =
                    trends.stream().filter(trend -> trend.figure().equals(name)).findFirst();
            double measured = drift.map(trend -> trend.trend().sharePerHour()).orElse(Double.NaN);
            results.add(result("drift of " + name, measured, limit, drift, false));
        });
        if (!leaks) {
            trends.stream()
                    .filter(trend -> trend.leak().isPresent())
                    .filter(trend -> results.stream()
                            .noneMatch(row ->
                                    !row.passed() && row.expression().startsWith("drift of " + trend.figure() + " <")))
                    .forEach(trend -> results.add(leak(trend)));
        }
        return results;
    }

    private static ThresholdResult leak(Drift drift) {
        return new ThresholdResult(
                "no leak of " + drift.figure(),
                Optional.empty(),
                drift.trend().sharePerHour(),
                change(drift.trend().sharePerHour(), false),
                0,
                false,
                drift.message());
    }

    private static ThresholdResult result(
            String what, double measured, double limit, Optional<Drift> drift, boolean points) {
        boolean evident = drift.filter(Drift::evident).isPresent();
        boolean missed = evident && measured > limit;
        // Chance, a step or a wave has a slope too.
        String change = change(measured, points) + (measured > limit && !evident ? ", not a drift" : "");
        return new ThresholdResult(
                what + " < " + Figure.share(limit) + " per hour",
                Optional.empty(),
                measured,
                Double.isNaN(measured) ? "not looked at" : change,
                limit,
                !missed,
                drift.map(known -> known.message() + (missed ? ", tolerated " + Figure.share(limit) : ""))
                        .orElse(what + " was not looked at"));
    }

    private static String change(double share, boolean points) {
        return Double.isNaN(share) ? "more" : Figure.change(share, points ? "points" : "%");
    }
}
