package dev.throng.runner.verdict;

import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.LatencyHistogram;
import dev.throng.runner.verdict.Comparison.Compared;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Compares a run with an earlier one. A metric is a regression when it became worse by more than the tolerance <em>and</em>
 * the difference is more than chance explains:
 *
 * <ul>
 *   <li>percentiles: each has a confidence interval, read off its histogram at the ranks n·q ± 3.3·√(n·q·(1−q)); the two
 *       intervals must not touch, and the difference must be a millisecond at least. With few samples the interval of a
 *       high percentile has no upper end: p95 needs some two hundred requests, p99 eleven hundred, to fail anybody;
 *   <li>failure rate: the difference in percentage points, beyond 3.3 standard errors of two equal rates;
 *   <li>requests per second: relative, beyond 3.3 standard errors of two Poisson counts;
 *   <li>the mean: beyond 3.3 standard errors of two means, and a millisecond at least;
 *   <li>minimum and maximum: a single request each, of which no chance can be told: the tolerance alone counts, and a
 *       millisecond at least. Nobody gets them who did not ask for them.
 * </ul>
 *
 * <p>3.3 standard errors (one chance in a thousand for independent samples) rather than the usual two, because the response
 * times of a run are not quite independent.
 */
public final class Baseline {
    /** Tolerated worsening by metric unless told otherwise; of the failure rate in absolute terms (0.005 is half a point). */
    public static final Map<String, Double> TOLERANCES = tolerances();

    static final int LEAST_SAMPLES = 30;
    private static final double STANDARD_ERRORS = 3.3;
    private static final double LEAST_MILLIS = 1;

    private final Map<String, Double> tolerances;
    private final List<Compared> rows = new ArrayList<>();

    private Baseline(Map<String, Double> tolerances) {
        this.tolerances = tolerances;
    }

    private static Map<String, Double> tolerances() {
        Map<String, Double> tolerances = new LinkedHashMap<>();
        tolerances.put("p50", 0.10);
        tolerances.put("p95", 0.10);
        tolerances.put("p99", 0.10);
        tolerances.put("failureRate", 0.005);
        tolerances.put("rps", 0.10);
        return tolerances;
    }

    /** What is compared of some requests of a run. */
    public record Measured(long requests, long failures, double seconds, LatencyHistogram response) {}

    /**
     * @param total judged figures of a run
     * @param names the same by request name
     */
    public record Run(String id, Instant startedAt, Measured total, SortedMap<String, Measured> names) {}

    /**
     * @param tolerances by metric ({@code p50}, {@code p95}, any other percentile, {@code failureRate}, {@code rps}): these are
     *     judged, overall and for each name that both runs have
     */
    public static Comparison compare(Run before, Run now, Map<String, Double> tolerances) {
        Baseline baseline = new Baseline(tolerances);
        baseline.compare(Optional.empty(), before.total, now.total);
        now.names.forEach((name, measured) -> {
            Measured earlier = before.names.get(name);
            if (earlier != null) {
                baseline.compare(Optional.of(name), earlier, measured);
            }
        });
        return new Comparison(before.id, before.startedAt, List.copyOf(baseline.rows));
    }

    private void compare(Optional<String> name, Measured before, Measured now) {
        if (before.response.total() < LEAST_SAMPLES || now.response.total() < LEAST_SAMPLES) {
            return;
        }
        tolerances.forEach((metric, tolerance) -> {
            switch (metric) {
                case "failureRate" -> failureRate(name, before, now, tolerance);
                case "rps" -> rps(name, before, now, tolerance);
                case "mean" -> mean(name, before, now, tolerance);
                case "min", "p0" -> extreme(metric, 0, name, before, now, tolerance);
                case "max", "p100" -> extreme(metric, 100, name, before, now, tolerance);
                default -> percentile(metric, name, before, now, tolerance);
            }
        });
    }

    private void percentile(String metric, Optional<String> name, Measured before, Measured now, double tolerance) {
        double percent = Double.parseDouble(metric.substring(1));
        double earlier = before.response.percentileMillis(percent);
        double later = now.response.percentileMillis(percent);
        boolean apart = low(now.response, percent) > high(before.response, percent);
        time(metric, name, earlier, later, tolerance, apart);
    }

    private void mean(Optional<String> name, Measured before, Measured now, double tolerance) {
        double earlier = before.response.meanMillis();
        double later = now.response.meanMillis();
        double error = Math.sqrt(squaredErrorOfMean(before.response) + squaredErrorOfMean(now.response));
        time("mean", name, earlier, later, tolerance, later - earlier > STANDARD_ERRORS * error);
    }

    private static double squaredErrorOfMean(LatencyHistogram response) {
        double mean = response.meanMillis();
        double[] squares = {0};
        response.forEach((low, high, count) -> squares[0] += count * Math.pow((low + high) / 2000.0 - mean, 2));
        return squares[0] / response.total() / response.total();
    }

    private void extreme(
            String metric, double percent, Optional<String> name, Measured before, Measured now, double tolerance) {
        double earlier = before.response.percentileMillis(percent);
        time(metric, name, earlier, now.response.percentileMillis(percent), tolerance, true);
    }

    /** @param apart whether the difference is more than chance, however small it is */
    private void time(
            String metric, Optional<String> name, double earlier, double later, double tolerance, boolean apart) {
        boolean beyondChance = apart && later - earlier >= LEAST_MILLIS;
        row(
                metric,
                name,
                earlier,
                later,
                later / earlier - 1,
                tolerance,
                beyondChance,
                Figure.millis(earlier),
                Figure.millis(later));
    }

    private static double low(LatencyHistogram response, double percent) {
        return response.percentileMillis(Math.max(0, percent - margin(response, percent)));
    }

    /** Infinite when the interval reaches beyond the largest sample: nobody knows how large the next one is. */
    private static double high(LatencyHistogram response, double percent) {
        double upper = percent + margin(response, percent);
        return upper < 100 ? response.percentileMillis(upper) : Double.POSITIVE_INFINITY;
    }

    private static double margin(LatencyHistogram response, double percent) {
        double q = percent / 100;
        return 100 * STANDARD_ERRORS * Math.sqrt(q * (1 - q) / response.total());
    }

    private void failureRate(Optional<String> name, Measured before, Measured now, double tolerance) {
        double earlier = rate(before);
        double later = rate(now);
        double both = (double) (before.failures + now.failures) / (before.requests + now.requests);
        double error = Math.sqrt(both * (1 - both) * (1.0 / before.requests + 1.0 / now.requests));
        boolean beyondChance = later - earlier > STANDARD_ERRORS * error;
        row(
                "failureRate",
                name,
                earlier,
                later,
                later - earlier,
                tolerance,
                beyondChance,
                Figure.share(earlier),
                Figure.share(later));
    }

    private static double rate(Measured measured) {
        return (double) measured.failures / measured.requests;
    }

    private void rps(Optional<String> name, Measured before, Measured now, double tolerance) {
        double earlier = before.requests / before.seconds;
        double later = now.requests / now.seconds;
        double error = Math.sqrt(earlier / before.seconds + later / now.seconds);
        boolean beyondChance = earlier - later > STANDARD_ERRORS * error;
        double change = later / earlier - 1;
        rowOf(
                "rps",
                name,
                earlier,
                later,
                change,
                -change,
                tolerance,
                beyondChance,
                Figure.rate(earlier),
                Figure.rate(later));
    }

    private void row(
            String metric,
            Optional<String> name,
            double before,
            double now,
            double change,
            double tolerance,
            boolean beyondChance,
            String beforeText,
            String nowText) {
        rowOf(metric, name, before, now, change, change, tolerance, beyondChance, beforeText, nowText);
    }

    private void rowOf(
            String metric,
            Optional<String> name,
            double before,
            double now,
            double change,
            double worsening,
            double tolerance,
            boolean beyondChance,
            String beforeText,
            String nowText) {
        boolean passed = !(worsening > tolerance && beyondChance);
        String of = name.map(text -> " of " + text).orElse("");
        String message = metric + of + " went from " + beforeText + " to " + nowText;
        rows.add(new Compared(metric, name, before, now, change, tolerance, beyondChance, passed, message));
    }
}
