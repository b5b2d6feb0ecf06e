package dev.throng.runner.verdict.regression;

import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.verdict.Comparison;
import dev.throng.runner.verdict.Comparison.Compared;
import dev.throng.runner.verdict.chance.Shift;
import dev.throng.runner.verdict.regression.Scatter.Spread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares a run with an earlier one. A metric is a regression when it became worse by more than the tolerance <em>and</em>
 * the difference is more than chance explains. What chance can do is read off each run's own intervals ({@link Scatter}),
 * not off the number of requests: requests of the same second are alike. Response times that go up and down together have a
 * common level; whether that is higher is asked once ({@link Shift}), and of each time whether it is higher even beyond the
 * level.
 *
 * <ul>
 *   <li>percentiles: each has a confidence interval, read off its histogram at the ranks that chance may have moved it to;
 *       with few samples the interval of a high percentile has no upper end. The difference must be a millisecond at least;
 *   <li>failure rate: the difference in percentage points, from Wilson's intervals;
 *   <li>requests per second and the mean: from their standard errors;
 *   <li>minimum and maximum: a single request each, of which no chance can be told: the tolerance alone counts, and a
 *       millisecond at least. Nobody gets them who did not ask for them.
 * </ul>
 *
 * <p>The chance that anything at all of two equal runs is called a regression is {@link #FALSE_ALARM} at most: half of it is
 * shared out among the metrics over all requests, half among those by name.
 */
public final class Regression {
    /** Tolerated worsening by metric unless told otherwise; of the failure rate in absolute terms (0.005 is half a point). */
    public static final Map<String, Double> TOLERANCES = tolerances();

    static final double FALSE_ALARM = 0.005;

    /** Chance that the level of all response times of equal runs is called higher; the second for all names together. */
    static final double LEVEL = 0.008;

    static final double LEVEL_BY_NAME = 0.004;

    /** Where the level is higher beyond chance, a time is taken to be so too when this little chance speaks against it. */
    static final double ESTABLISHED = 0.05;

    /** How a time depends on itself beyond the level is told by few intervals: so much less chance it has. */
    private static final double BEYOND = 0.2;

    static final int LEAST_SAMPLES = 30;
    private static final double SHOWN = 0.025;
    private static final double LEAST_MILLIS = 1;

    private final Tolerances tolerances;
    private final List<Compared> rows = new ArrayList<>();

    private Regression(Tolerances tolerances) {
        this.tolerances = tolerances;
    }

    private static Map<String, Double> tolerances() {
        Map<String, Double> tolerances = new LinkedHashMap<>();
        tolerances.put("p50", 0.05);
        tolerances.put("p95", 0.05);
        tolerances.put("p99", 0.05);
        tolerances.put("failureRate", 0.005);
        tolerances.put("rps", 0.05);
        return tolerances;
    }

    /** What is compared of some requests of a run. */
    public record Measured(long requests, long failures, double seconds, LatencyHistogram response, Scatter scatter) {}

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
        return compare(before, now, Tolerances.alike(tolerances));
    }

    /** With tolerances that may be others by name. */
    public static Comparison compare(Run before, Run now, Tolerances tolerances) {
        Regression regression = new Regression(tolerances);
        regression.compare(Optional.empty(), before.total, now.total, 1);
        SortedMap<String, Measured> both = new TreeMap<>(now.names);
        both.keySet().retainAll(before.names.keySet());
        both.forEach((name, measured) -> {
            Measured earlier = Objects.requireNonNull(before.names.get(name));
            regression.compare(Optional.of(name), earlier, measured, both.size());
        });
        return new Comparison(before.id, before.startedAt, List.copyOf(regression.rows), List.of());
    }

    /** @param alike how many comparisons there are of this kind: a chance is shared out among them */
    private void compare(Optional<String> name, Measured before, Measured now, int alike) {
        if (before.response.total() < LEAST_SAMPLES || now.response.total() < LEAST_SAMPLES) {
            return;
        }
        Map<String, Double> judged = name.map(tolerances::of).orElse(tolerances.all());
        double chance = FALSE_ALARM / 2 / Math.max(1, judged.size()) / alike;
        Levels levels = Levels.of(before.scatter, now.scatter, (name.isEmpty() ? LEVEL : LEVEL_BY_NAME) / alike);
        judged.forEach((metric, tolerance) -> {
            switch (metric) {
                case "failureRate" -> failureRate(new Row(metric, name, tolerance, chance), before, now);
                case "rps" -> rps(new Row(metric, name, tolerance, chance), before, now);
                case "mean" -> mean(new Row(metric, name, tolerance, chance), before, now, levels);
                case "min", "p0" -> extreme(new Row(metric, name, tolerance, chance), 0, before, now);
                case "max", "p100" -> extreme(new Row(metric, name, tolerance, chance), 100, before, now);
                default -> percentile(new Row(metric, name, tolerance, chance), before, now, levels);
            }
        });
    }

    /** @param chance of a false alarm that this row may have */
    private record Row(String metric, Optional<String> name, double tolerance, double chance) {}

    /** A value of a run by the chance that it is beyond either end. */
    private interface Uncertain {
        Interval at(double chance);
    }

    /**
     * The level of all response times of two runs.
     *
     * @param apart by how much the later is higher, as a difference of logarithms; 0 when not known
     * @param higher whether it is higher by more than chance explains
     */
    private record Levels(boolean known, double apart, boolean higher) {
        static Levels of(Scatter before, Scatter now, double chance) {
            boolean known = before.level().known() && now.level().known();
            return new Levels(
                    known,
                    known ? now.level().mean() - before.level().mean() : 0,
                    known && Shift.notAbove(before.level(), now.level()) < chance);
        }
    }

    private void percentile(Row row, Measured before, Measured now, Levels levels) {
        double percent = Double.parseDouble(row.metric.substring(1));
        Timed earlier = (spread, chance) -> Interval.percentile(before.response, percent, spread, chance);
        Timed later = (spread, chance) -> Interval.percentile(now.response, percent, spread, chance);
        time(row, before.scatter, earlier, now.scatter, later, levels);
    }

    private void mean(Row row, Measured before, Measured now, Levels levels) {
        Timed earlier = (spread, chance) -> Interval.mean(before.response, spread, chance);
        Timed later = (spread, chance) -> Interval.mean(now.response, spread, chance);
        time(row, before.scatter, earlier, now.scatter, later, levels);
    }

    /** Equal runs scatter alike: together they know better how much. */
    private static Spread spread(Row row, Measured before, Measured now) {
        return before.scatter.of(row.metric).and(now.scatter.of(row.metric));
    }

    /** A time of a run by how it scatters and the chance that it is beyond either end. */
    private interface Timed {
        Interval at(Spread spread, double chance);

        default Interval log(Spread spread, double chance) {
            return at(spread, chance).log();
        }
    }

    private void time(Row row, Scatter before, Timed earlier, Scatter now, Timed later, Levels levels) {
        Spread spread = before.of(row.metric).and(now.of(row.metric));
        Spread beyond = before.beyond(row.metric).and(now.beyond(row.metric));
        double was = earlier.at(spread, SHOWN).value();
        double is = later.at(spread, SHOWN).value();
        Interval shown = later.log(spread, SHOWN).minus(earlier.log(spread, SHOWN));
        boolean withAll = levels.higher
                && later.log(spread, ESTABLISHED)
                                .minus(earlier.log(spread, ESTABLISHED))
                                .low()
                        > 0;
        Spread alone = levels.known ? beyond : spread;
        double chance = levels.known ? BEYOND * row.chance : row.chance;
        boolean byItself =
                later.log(alone, chance).minus(earlier.log(alone, chance)).low() > Math.max(0, levels.apart);
        boolean beyondChance = (withAll || byItself) && is - was >= LEAST_MILLIS;
        Change change = new Change(is / was - 1, Math.expm1(shown.low()), Math.expm1(shown.high()));
        add(row, was, is, change, change.value, beyondChance, Figure.millis(was), Figure.millis(is));
    }

    private void extreme(Row row, double percent, Measured before, Measured now) {
        double earlier = before.response.percentileMillis(percent);
        double later = now.response.percentileMillis(percent);
        Change change = new Change(later / earlier - 1, Double.NaN, Double.NaN);
        boolean more = later - earlier >= LEAST_MILLIS;
        add(row, earlier, later, change, change.value, more, Figure.millis(earlier), Figure.millis(later));
    }

    private void failureRate(Row row, Measured before, Measured now) {
        Spread spread = spread(row, before, now);
        Uncertain earlier = chance -> Interval.share(before.failures, before.requests, spread, chance);
        Uncertain later = chance -> Interval.share(now.failures, now.requests, spread, chance);
        Interval shown = later.at(SHOWN).minus(earlier.at(SHOWN));
        boolean beyondChance =
                later.at(row.chance).minus(earlier.at(row.chance)).low() > 0;
        double was = earlier.at(SHOWN).value();
        double is = later.at(SHOWN).value();
        Change change = new Change(shown.value(), shown.low(), shown.high());
        add(row, was, is, change, change.value, beyondChance, Figure.share(was), Figure.share(is));
    }

    private void rps(Row row, Measured before, Measured now) {
        Spread spread = spread(row, before, now);
        Uncertain earlier = chance -> Interval.rate(before.requests, before.seconds, spread, chance);
        Uncertain later = chance -> Interval.rate(now.requests, now.seconds, spread, chance);
        Interval shown = later.at(SHOWN).minus(earlier.at(SHOWN));
        boolean beyondChance =
                later.at(row.chance).minus(earlier.at(row.chance)).high() < 0;
        double was = earlier.at(SHOWN).value();
        double is = later.at(SHOWN).value();
        Change change = new Change(is / was - 1, shown.low() / was, shown.high() / was);
        add(row, was, is, change, -change.value, beyondChance, Figure.rate(was), Figure.rate(is));
    }

    private record Change(double value, double low, double high) {
        Change {
            low = Double.isFinite(low) ? low : Double.NaN;
            high = Double.isFinite(high) ? high : Double.NaN;
        }
    }

    private void add(
            Row row,
            double before,
            double now,
            Change change,
            double worsening,
            boolean beyondChance,
            String beforeText,
            String nowText) {
        boolean passed = !(worsening > row.tolerance && beyondChance);
        String of = row.name.map(text -> " of " + text).orElse("");
        String message = row.metric + of + " went from " + beforeText + " to " + nowText;
        rows.add(new Compared(
                row.metric,
                row.name,
                before,
                now,
                change.value,
                change.low,
                change.high,
                row.tolerance,
                beyondChance,
                passed,
                message));
    }
}
