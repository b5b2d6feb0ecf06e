package dev.throng.runner.report;

import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.Ledger.Closing;
import dev.throng.runner.report.Result.Point;
import dev.throng.runner.stats.histogram.Stretch;
import dev.throng.runner.stats.total.Totals;
import dev.throng.runner.verdict.capacity.Capacity;
import dev.throng.runner.verdict.drift.Drift;
import dev.throng.runner.verdict.regression.Piece;
import dev.throng.runner.verdict.regression.Scatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Finds out what a run says over time. */
record Finder(Plan plan, Totals totals, Closing closing, List<Point> series) {
    private static final double HALF = 0.5;

    Findings findings(Optional<Capacity> capacity) {
        return capacity.isPresent()
                ? new Findings(capacity, Scatter.UNKNOWN, Map.of(), List.of(), Optional.empty())
                : steady(Scatter.of(pieces(totals.stretches())), byName());
    }

    private Map<String, Scatter> byName() {
        Map<String, Scatter> scatters = new LinkedHashMap<>();
        totals.stretchesByName().forEach((name, stretches) -> scatters.put(name, Scatter.of(pieces(stretches))));
        scatters.values().removeIf(Scatter.UNKNOWN::equals);
        return scatters;
    }

    /** What lies wholly in one judged phase and before the load's end. */
    private List<Piece> pieces(List<Stretch> stretches) {
        return stretches.stream().flatMap(stretch -> piece(stretch).stream()).toList();
    }

    private Optional<Piece> piece(Stretch stretch) {
        long from = nanos(stretch.fromSecond());
        long to = nanos(stretch.fromSecond() + stretch.seconds());
        int phase = Series.phaseAt(plan.phases(), from);
        boolean whole = phase >= 0 && phase == Series.phaseAt(plan.phases(), to - 1) && to <= closing.elapsedNanos();
        return whole && plan.phases().get(phase).judged()
                ? Optional.of(new Piece(
                        phase, load((from + to) / 2), stretch.requests(), stretch.failures(), stretch.response()))
                : Optional.empty();
    }

    private static long nanos(long second) {
        return second * 1_000_000_000;
    }

    private double load(long nanos) {
        return closing.shape()
                .map(shape -> shape.usersAt(nanos) + shape.rateAt(nanos))
                .orElse(0.0);
    }

    /** Where the load stays as it is for most of the judged time; elsewhere times are to go up and down with it. */
    private Findings steady(Scatter scatter, Map<String, Scatter> byName) {
        List<Point> judged = series.stream()
                .filter(point ->
                        point.phase() >= 0 && judged(point.phase()) && point.second() * 1e9 <= closing.elapsedNanos())
                .toList();
        double most = judged.stream().mapToDouble(Finder::intended).max().orElse(0);
        List<Point> steady =
                judged.stream().filter(point -> intended(point) > 0.98 * most).toList();
        if (steady.size() < HALF * judged.size()) {
            return new Findings(Optional.empty(), scatter, byName, List.of(), Optional.empty());
        }
        List<Drift> trends = Stream.of(
                        drift("p50", steady, Point::p50),
                        drift("p95", steady, Point::p95),
                        drift(
                                "failure rate",
                                steady,
                                point -> point.rps() > 0 ? point.failuresPerSecond() / point.rps() : Double.NaN),
                        drift("throughput", steady, Point::rps))
                .flatMap(Optional::stream)
                .toList();
        Optional<Findings.Span> looked = trends.isEmpty()
                ? Optional.empty()
                : Optional.of(new Findings.Span(
                        steady.getFirst().second(), steady.getLast().second()));
        return new Findings(Optional.empty(), scatter, byName, trends, looked);
    }

    private boolean judged(int phase) {
        return plan.phases().stream().filter(other -> other.index() == phase).anyMatch(Phase::judged);
    }

    private static double intended(Point point) {
        return point.intendedUsers() + point.intendedRate();
    }

    private static Optional<Drift> drift(String figure, List<Point> points, ToDoubleFunction<Point> value) {
        return Drift.of(
                figure,
                points.stream().mapToDouble(Point::second).toArray(),
                points.stream().mapToDouble(value).toArray());
    }
}
