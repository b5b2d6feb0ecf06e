package dev.throng.runner.report;

import dev.throng.runner.report.Result.NameResult;
import dev.throng.runner.report.Result.NameSeries;
import dev.throng.runner.report.Result.Point;
import dev.throng.runner.report.Result.Timing;
import dev.throng.runner.stats.histogram.EncodedHistogram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * A result that fits where there is little room, such as a ConfigMap. What people look at stays: all counts, all percentiles
 * in tables, the verdict. What gives way, in this order and only as far as needed: the resolution in time, the histograms
 * behind the names' service times and times to first byte, failed exchanges, the histograms behind the names' response times.
 */
public final class Compact {
    private static final int LEAST_POINTS = 60;
    private static final int LEAST_NAME_POINTS = 15;
    private static final int FEW_EXCHANGES = 5;

    private Compact() {}

    /**
     * The result's JSON, compressed with gzip. Larger than asked for only when there is nothing left to give way: with many
     * hundred names.
     */
    public static byte[] gzip(Result result, int mostBytes) {
        Result smaller = result;
        byte[] bytes = gzip(smaller);
        for (UnaryOperator<Result> step : steps()) {
            if (bytes.length <= mostBytes) {
                break;
            }
            smaller = step.apply(smaller);
            bytes = gzip(smaller);
        }
        return bytes;
    }

    private static byte[] gzip(Result result) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            ResultJson.write(result, gzip);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static List<UnaryOperator<Result>> steps() {
        return List.of(
                Compact::coarser,
                Compact::coarser,
                result -> named(result, Compact::withoutInnerTimes),
                Compact::coarser,
                Compact::coarser,
                result -> result.with(result.names(), result.series(), result.nameSeries(), few(result.exchanges())),
                result -> named(result, Compact::withoutHistograms));
    }

    private static List<Result.Exchange> few(List<Result.Exchange> exchanges) {
        return exchanges.subList(0, Math.min(FEW_EXCHANGES, exchanges.size()));
    }

    private static Result named(Result result, UnaryOperator<NameResult> change) {
        List<NameResult> names = result.names().stream().map(change).toList();
        return result.with(names, result.series(), result.nameSeries(), result.exchanges());
    }

    private static NameResult withoutInnerTimes(NameResult row) {
        return row.with(row.response(), bare(row.service()), bare(row.firstByte()));
    }

    private static NameResult withoutHistograms(NameResult row) {
        return row.with(bare(row.response()), bare(row.service()), bare(row.firstByte()));
    }

    private static Timing bare(Timing timing) {
        return new Timing(
                timing.count(),
                timing.min(),
                timing.mean(),
                timing.max(),
                timing.percentiles(),
                EncodedHistogram.EMPTY);
    }

    /** Half as many points, as long as there are enough. */
    static Result coarser(Result result) {
        List<Point> series =
                result.series().size() > LEAST_POINTS ? pairs(result.series(), Compact::together) : result.series();
        List<NameSeries> names =
                result.nameSeries().stream().map(Compact::coarser).toList();
        return result.with(result.names(), series, names, result.exchanges());
    }

    private static NameSeries coarser(NameSeries series) {
        return series.points().size() > LEAST_NAME_POINTS
                ? new NameSeries(series.key(), series.seconds() * 2, pairs(series.points(), Compact::together))
                : series;
    }

    private interface Sum<T> {
        T of(T earlier, T later);
    }

    private static <T> List<T> pairs(List<T> points, Sum<T> sum) {
        List<T> half = new ArrayList<>();
        for (int i = 0; i < points.size(); i += 2) {
            half.add(i + 1 < points.size() ? sum.of(points.get(i), points.get(i + 1)) : points.get(i));
        }
        return half;
    }

    /** Counts add up; of two percentiles, which cannot be added, the worse one stays. */
    private static Point together(Point a, Point b) {
        int seconds = a.seconds() + b.seconds();
        return new Point(
                b.second(),
                seconds,
                b.phase(),
                b.users(),
                b.intendedUsers(),
                (a.rps() * a.seconds() + b.rps() * b.seconds()) / seconds,
                (a.failuresPerSecond() * a.seconds() + b.failuresPerSecond() * b.seconds()) / seconds,
                worse(a.p50(), b.p50()),
                worse(a.p95(), b.p95()),
                worse(a.p99(), b.p99()),
                worse(a.max(), b.max()),
                a.late() + b.late(),
                a.dropped() + b.dropped(),
                (a.intendedRate() * a.seconds() + b.intendedRate() * b.seconds()) / seconds,
                Math.max(a.cpu(), b.cpu()),
                Math.max(a.loopBusy(), b.loopBusy()),
                heat(a.heat(), b.heat()));
    }

    private static double[] together(double[] a, double[] b) {
        return new double[] {
            b[0], a[1] + b[1], a[2] + b[2], worse(a[3], b[3]), worse(a[4], b[4]), worse(a[5], b[5]), worse(a[6], b[6])
        };
    }

    private static double worse(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
    }

    private static List<long[]> heat(List<long[]> a, List<long[]> b) {
        Map<Long, Long> bands = new TreeMap<>();
        a.forEach(pair -> bands.merge(pair[0], pair[1], Long::sum));
        b.forEach(pair -> bands.merge(pair[0], pair[1], Long::sum));
        return bands.entrySet().stream()
                .map(band -> new long[] {band.getKey(), band.getValue()})
                .collect(Collectors.toList());
    }
}
