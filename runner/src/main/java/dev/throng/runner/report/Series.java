package dev.throng.runner.report;

import dev.throng.runner.plan.Phase;
import dev.throng.runner.report.Result.NameSeries;
import dev.throng.runner.report.Result.Point;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.histogram.Percentiles;
import dev.throng.runner.stats.timeline.NamePoint;
import dev.throng.runner.stats.timeline.ResourceUse;
import dev.throng.runner.stats.timeline.SlicePoint;
import dev.throng.runner.stats.total.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The run over time, made from the totals: pure functions. */
final class Series {
    private static final long SECOND = 1_000_000_000;

    private Series() {}

    /**
     * @param shape the intended load; each worker knows what all of them are to do, so theirs do not add up
     * @param end second of the stage clock at which the load ended: what a worker spends on leaving says nothing of its load
     */
    static List<Point> points(Totals totals, List<Phase> phases, Optional<Shape> shape, double end) {
        return totals.series().stream()
                .map(point -> point(point, phases, shape, end))
                .toList();
    }

    private static Point point(SlicePoint point, List<Phase> phases, Optional<Shape> shape, double end) {
        Percentiles percentiles = point.times();
        double middle = point.endSecond() - point.seconds() / 2.0;
        long last = point.endSecond() * SECOND - 1;
        ResourceUse resourceUse = middle > end ? ResourceUse.UNKNOWN : point.resourceUse();
        return new Point(
                point.endSecond(),
                point.seconds(),
                phaseAt(phases, last),
                point.users(),
                shape.map(load -> load.usersAt(last)).orElse(point.intendedUsers()),
                Tables.perSecond(point.requests(), point.seconds()),
                Tables.perSecond(point.failures(), point.seconds()),
                percentiles.p50(),
                percentiles.p95(),
                percentiles.p99(),
                percentiles.max(),
                point.late(),
                point.dropped(),
                shape.map(load -> load.rateAt((long) (middle * SECOND))).orElse(0.0),
                resourceUse.cpu(),
                resourceUse.busiestLoop(),
                point.heat());
    }

    /** Index of the phase that holds this instant; -1 when none does. */
    static int phaseAt(List<Phase> phases, long nanos) {
        return phases.stream()
                .filter(phase -> phase.fromNanos() <= nanos && nanos < phase.toNanos())
                .mapToInt(Phase::index)
                .findFirst()
                .orElse(-1);
    }

    static List<NameSeries> names(Totals totals) {
        List<NameSeries> rows = new ArrayList<>();
        totals.nameSeries().forEach((key, points) -> rows.add(name(key, points)));
        return rows;
    }

    private static NameSeries name(RequestKey key, List<NamePoint> points) {
        return new NameSeries(
                key,
                points.getFirst().seconds(),
                points.stream().map(Series::numbers).toList());
    }

    private static double[] numbers(NamePoint point) {
        Percentiles percentiles = point.times();
        return new double[] {
            point.endSecond(),
            point.requests(),
            point.failures(),
            percentiles.p50(),
            percentiles.p95(),
            percentiles.p99(),
            percentiles.max()
        };
    }
}
