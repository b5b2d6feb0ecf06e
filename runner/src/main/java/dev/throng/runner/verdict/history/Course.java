package dev.throng.runner.verdict.history;

import dev.throng.runner.stats.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How a figure went from run to run.
 *
 * @param runs how many, this one included
 * @param from where the line through them begins
 * @param to where it ends
 * @param perRun relative: 0.02 is two percent more with each run; for the failure rate the difference itself
 * @param low the true one may be as low, in 19 of 20 cases
 * @param high or as high
 * @param tolerance of the whole way, in the direction that is worse
 * @param creeping whether it went further than tolerated, and further than chance explains
 * @param message one sentence
 */
public record Course(
        String metric,
        int runs,
        double from,
        double to,
        double perRun,
        double low,
        double high,
        double tolerance,
        boolean creeping,
        String message) {
    /** Fewer runs say nothing: three points lie on a line by chance. */
    static final int LEAST_RUNS = 6;

    /** Over how many of the last runs something may creep; also over all of them. */
    private static final List<Integer> WINDOWS = List.of(6, 8, 12, 20);

    /** That runs which are alike are told to creep, for each figure and each number of runs. */
    private static final double CHANCE = 0.001;

    private static final double SHOWN = 0.025;

    /** A percentile below this is as short as what it is measured with. */
    private static final double LEAST_MILLIS = 1;

    /**
     * Of the last runs over which it creeps, or of all when it does not; empty for fewer than six.
     *
     * @param values the oldest first; those without one are left out
     */
    static Optional<Course> of(String metric, double[] values, double tolerance) {
        double[] known =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        if (known.length < LEAST_RUNS || isTime(metric) && Arrays.stream(known).anyMatch(value -> value <= 0)) {
            return Optional.empty();
        }
        return IntStream.concat(
                        WINDOWS.stream().mapToInt(Integer::intValue).filter(runs -> runs < known.length),
                        IntStream.of(known.length))
                .mapToObj(runs -> over(metric, Arrays.copyOfRange(known, known.length - runs, known.length), tolerance))
                .reduce((shorter, longer) -> shorter.creeping ? shorter : longer);
    }

    private static Course over(String metric, double[] values, double tolerance) {
        boolean ratio = !metric.equals("failureRate");
        Line line = Line.through(
                ratio
                        ? Arrays.stream(values)
                                .map(value -> Math.log(Math.max(value, 1e-9)))
                                .toArray()
                        : values);
        double worse = metric.equals("rps") ? -1 : 1;
        double allowed = !ratio
                ? tolerance
                : metric.equals("rps") ? -Math.log(1 - Math.min(0.99, tolerance)) : Math.log1p(tolerance);
        double from = ratio ? Math.exp(line.at()) : line.at();
        double to = ratio ? Math.exp(line.at() + line.change()) : line.at() + line.change();
        boolean more = worse * line.change() > allowed && worse * line.slope() > line.margin(CHANCE);
        boolean felt = !isTime(metric) || to - from >= LEAST_MILLIS;
        double margin = line.margin(SHOWN);
        Course course = new Course(
                metric,
                values.length,
                from,
                to,
                relative(ratio, line.slope()),
                relative(ratio, line.slope() - margin),
                relative(ratio, line.slope() + margin),
                tolerance,
                more && felt,
                "");
        return course.saying(course.sentence());
    }

    private static boolean isTime(String metric) {
        return metric.startsWith("p");
    }

    private static double relative(boolean ratio, double slope) {
        return ratio ? Math.expm1(slope) : slope;
    }

    private Course saying(String words) {
        return new Course(metric, runs, from, to, perRun, low, high, tolerance, creeping, words);
    }

    private String sentence() {
        String way = text(from) + " to " + text(to);
        String pace = change(perRun) + " per run (" + change(low) + " to " + change(high) + ")";
        return creeping
                ? metric + " crept from " + way + " over " + runs + " runs, " + pace + ", tolerated "
                        + Figure.share(tolerance) + " in all"
                : metric + " " + way + ", " + pace;
    }

    /** A value of this figure with its unit. */
    public String text(double value) {
        return switch (metric) {
            case "failureRate" -> Figure.share(Math.max(0, value));
            case "rps" -> Figure.rate(value);
            default -> Figure.millis(value);
        };
    }

    /** A change of this figure, with its sign. */
    public String change(double share) {
        return Figure.change(share, metric.equals("failureRate") ? "points" : "%");
    }
}
