package dev.throng.runner.report;

import dev.throng.runner.plan.Phase;
import dev.throng.runner.report.Result.NameSeries;
import dev.throng.runner.report.Result.Point;
import dev.throng.runner.stats.NamePoint;
import dev.throng.runner.stats.Percentiles;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.SlicePoint;
import dev.throng.runner.stats.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The run over time, made from the totals: pure functions. */
final class Series {
    private Series() {}

    /** @param intendedRate arrivals per second at a second of the stage clock */
    static List<Point> points(Totals totals, List<Phase> phases, DoubleUnaryOperator intendedRate) {
        return totals.series().stream()
                .map(point -> point(point, phases, intendedRate))
                .toList();
    }

    private static Point point(SlicePoint point, List<Phase> phases, DoubleUnaryOperator intendedRate) {
        Percentiles percentiles = point.times();
        double middle = point.endSecond() - point.seconds() / 2.0;
        return new Point(
                point.endSecond(),
                point.seconds(),
                phaseAt(phases, (long) (point.endSecond() * 1e9) - 1),
                point.users(),
                point.intendedUsers(),
                Tables.perSecond(point.requests(), point.seconds()),
                Tables.perSecond(point.failures(), point.seconds()),
                percentiles.p50(),
                percentiles.p95(),
                percentiles.p99(),
                percentiles.max(),
                point.late(),
                point.dropped(),
                intendedRate.applyAsDouble(middle),
                point.strain().cpu(),
                point.strain().busiestLoop(),
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
