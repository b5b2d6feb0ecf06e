package dev.throng.runner.verdict.saturation;

import dev.throng.runner.stats.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What reached its limit first: each number that came to its limit and stayed there, in order, beside the knee, from which on
 * the target's answers became worse.
 *
 * @param knee from when on answers were worse; empty when they were not
 * @param order of those that reached their limit, the first one first
 */
public record Saturation(Optional<Knee> knee, List<Reached> order) {
    /** Who is as near to its limit has reached it: no processor is measured to be busy for all of the time. */
    private static final double NEAR = 0.95;

    /** Once there it may come down a little without having left it. */
    private static final double STAYS = 0.85;

    /** Points in a row that count as staying. */
    private static final int STAYING = 3;

    /** Answers are worse when they take so many times what was usual before … */
    private static final double SLOWER = 2;

    /** … or so many more of them fail. */
    private static final double FAILING = 0.02;

    private static final int USUAL = 5;
    private static final int WORSE = 3;

    /** A limit that is reached later than this share of the run after the knee did not bring it about. */
    private static final double SLACK = 0.15;

    /** … unless it had come so far already: who waits in line waits twice as long well before all servers are busy. */
    private static final double ON_ITS_WAY = 0.5;

    /**
     * @param second from which on
     * @param load there, in users or arrivals per second
     * @param words what became worse: {@code p95 rose from 12 ms to 480 ms}
     */
    public record Knee(double second, double load, String words) {}

    /**
     * @param second from which on it was at its limit
     * @param load there
     * @param value the most there was of it from then on
     * @param words evidence: {@code db connections 20 of 20}
     * @param atKnee share of its limit that it had come to when the answers became worse; 1 when they did not
     */
    public record Reached(
            String name, double second, double load, double value, double limit, String words, double atKnee) {}

    public static final Saturation NONE = new Saturation(Optional.empty(), List.of());

    public static Saturation of(List<Observed> observed, List<Load> course) {
        Optional<Knee> knee = knee(course);
        List<Reached> order = observed.stream()
                .flatMap(series -> reached(series, course, knee).stream())
                .sorted(Comparator.comparingDouble(Reached::second))
                .toList();
        return new Saturation(knee, order);
    }

    private static Optional<Reached> reached(Observed series, List<Load> course, Optional<Knee> knee) {
        double limit = series.limit();
        if (!(limit > 0)) {
            return Optional.empty();
        }
        List<Double> values = series.values();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) >= NEAR * limit && stays(values, i, STAYS * limit)) {
                double second = crossing(series, i, NEAR * limit);
                double most = series.most(second, Double.POSITIVE_INFINITY);
                return Optional.of(new Reached(
                        series.name(),
                        second,
                        loadAt(course, second),
                        most,
                        limit,
                        words(series, most, limit),
                        knee.map(at -> at(series, at.second) / limit).orElse(1.0)));
            }
        }
        return Optional.empty();
    }

    /** The last value up to then; 0 before the first. */
    private static double at(Observed series, double second) {
        double value = 0;
        for (int i = 0; i < series.values().size() && series.seconds().get(i) <= second; i++) {
            value = series.values().get(i);
        }
        return value;
    }

    private static boolean stays(List<Double> values, int from, double floor) {
        int until = Math.min(values.size(), from + STAYING);
        return until - from > 1 && values.subList(from, until).stream().allMatch(value -> value >= floor);
    }

    /** Between two points a number is taken to go straight. */
    private static double crossing(Observed series, int index, double level) {
        if (index == 0) {
            return series.seconds().getFirst();
        }
        double before = series.values().get(index - 1);
        double after = series.values().get(index);
        double from = series.seconds().get(index - 1);
        double to = series.seconds().get(index);
        return before < level && after > before ? from + (to - from) * (level - before) / (after - before) : to;
    }

    private static String words(Observed series, double most, double limit) {
        return series.share()
                ? series.name() + " at " + Figure.share(Math.min(1, most / limit)) + " of its limit"
                : series.name() + " " + plain(most) + " of " + plain(limit);
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : Figure.digits(value);
    }

    private static double loadAt(List<Load> course, double second) {
        return course.stream()
                .min(Comparator.comparingDouble(at -> Math.abs(at.second() - second)))
                .map(Load::load)
                .orElse(Double.NaN);
    }

    /** From when on the answers are worse than at the beginning, and stay so for a few intervals. */
    private static Optional<Knee> knee(List<Load> course) {
        if (course.size() < USUAL + WORSE) {
            return Optional.empty();
        }
        double usual = median(course.subList(0, USUAL).stream().map(Load::p95).toList());
        for (int i = USUAL; i + WORSE <= course.size(); i++) {
            List<Load> next = course.subList(i, i + WORSE);
            boolean slower = next.stream().allMatch(at -> at.p95() > SLOWER * usual);
            boolean failing = next.stream().allMatch(at -> at.failureRate() > FAILING);
            if (slower || failing) {
                Load at = course.get(i);
                String words = slower
                        ? "p95 rose from " + Figure.millis(usual) + " to "
                                + Figure.millis(
                                        median(next.stream().map(Load::p95).toList()))
                        : Figure.share(median(
                                        next.stream().map(Load::failureRate).toList())) + " failed";
                return Optional.of(new Knee(at.second(), at.load(), words));
            }
        }
        return Optional.empty();
    }

    private static double median(List<Double> values) {
        List<Double> sorted =
                values.stream().filter(value -> !Double.isNaN(value)).sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    /**
     * What gave out first: it reached its limit before the answers became worse, or hardly after, or was well on its way then;
     * empty when nothing did.
     */
    public Optional<Reached> first() {
        double end = order.stream().mapToDouble(Reached::second).max().orElse(0);
        return order.stream()
                .filter(reached -> reached.atKnee >= ON_ITS_WAY
                        || knee.map(at -> reached.second <= at.second + SLACK * Math.max(at.second, end))
                                .orElse(true))
                .findFirst();
    }

    /** {@code db connections 20 of 20 reached its limit first, at 210/s; then p95 rose …}; empty when nothing is to be said. */
    public Optional<String> sentence(String unit) {
        Optional<Reached> cause = first();
        if (cause.isEmpty()) {
            return knee.filter(at -> order.isEmpty())
                    .map(at -> "at " + load(at.load, unit) + " " + at.words
                            + ", and nothing that was observed had reached its limit");
        }
        List<String> clauses = new ArrayList<>();
        Reached first = cause.get();
        clauses.add("at " + load(first.load, unit) + " " + first.words + " gave out first");
        knee.ifPresent(at -> clauses.add(at.words));
        String later = order.stream()
                .filter(reached -> !reached.equals(first))
                .map(Reached::words)
                .collect(Collectors.joining(", "));
        if (!later.isEmpty()) {
            clauses.add("later " + later);
        }
        return Optional.of(String.join(", ", clauses));
    }

    private static String load(double load, String unit) {
        return unit.equals("users") ? Figure.count(Math.round(load)) + " users" : Figure.rate(load);
    }
}
