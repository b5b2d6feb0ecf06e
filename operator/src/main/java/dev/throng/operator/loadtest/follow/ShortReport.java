package dev.throng.operator.loadtest.follow;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.Result.NameSeries;
import dev.throng.runner.report.Result.Point;
import dev.throng.runner.report.ResultJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A result as gzip-compressed JSON of a bounded length. What is too long becomes coarser in time, step by step; totals,
 * histograms and the verdict are never touched.
 */
final class ShortReport {
    private static final int HALVINGS = 12;

    private ShortReport() {}

    /** @throws IllegalStateException for a result whose totals alone are longer, which no run has: names are bounded */
    static byte[] of(Result result, int mostBytes) {
        Result shorter = result;
        for (int halving = 0; halving <= HALVINGS; halving++) {
            byte[] bytes = gzip(shorter);
            if (bytes.length <= mostBytes) {
                return bytes;
            }
            shorter = halving == HALVINGS - 1 ? withSeries(shorter, List.of(), List.of()) : coarser(shorter);
        }
        throw new IllegalStateException("a report of more than " + mostBytes + " bytes without its series");
    }

    private static byte[] gzip(Result result) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new Best(bytes)) {
            ResultJson.write(result, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static final class Best extends GZIPOutputStream {
        Best(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    private static Result coarser(Result result) {
        return withSeries(
                result,
                paired(result.series()),
                result.nameSeries().stream().map(ShortReport::coarser).toList());
    }

    private static List<Point> paired(List<Point> points) {
        List<Point> pairs = new ArrayList<>();
        for (int i = 0; i < points.size(); i += 2) {
            pairs.add(i + 1 < points.size() ? together(points.get(i), points.get(i + 1)) : points.get(i));
        }
        return pairs;
    }

    /** Rates are means over both; percentiles the worse of the two, since they cannot be merged. */
    private static Point together(Point a, Point b) {
        int seconds = a.seconds() + b.seconds();
        return new Point(
                b.second(),
                seconds,
                b.phase(),
                b.users(),
                b.intendedUsers(),
                mean(a.rps(), a, b.rps(), b),
                mean(a.failuresPerSecond(), a, b.failuresPerSecond(), b),
                worse(a.p50(), b.p50()),
                worse(a.p95(), b.p95()),
                worse(a.p99(), b.p99()),
                worse(a.max(), b.max()),
                a.late() + b.late(),
                a.dropped() + b.dropped(),
                mean(a.intendedRate(), a, b.intendedRate(), b),
                worse(a.cpu(), b.cpu()),
                worse(a.loopBusy(), b.loopBusy()),
                heat(a.heat(), b.heat()));
    }

    private static double mean(double a, Point ofA, double b, Point ofB) {
        return (a * ofA.seconds() + b * ofB.seconds()) / (ofA.seconds() + ofB.seconds());
    }

    private static double worse(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
    }

    /** Pairs of band and count. */
    private static List<long[]> heat(List<long[]> a, List<long[]> b) {
        SortedMap<Long, Long> bands = new TreeMap<>();
        a.forEach(pair -> bands.merge(pair[0], pair[1], Long::sum));
        b.forEach(pair -> bands.merge(pair[0], pair[1], Long::sum));
        return bands.entrySet().stream()
                .map(band -> new long[] {band.getKey(), band.getValue()})
                .toList();
    }

    /** A step is {end second, requests, failures, p50, p95, p99, max}. */
    private static NameSeries coarser(NameSeries series) {
        List<double[]> steps = new ArrayList<>();
        for (int i = 0; i < series.points().size(); i += 2) {
            double[] a = series.points().get(i);
            steps.add(
                    i + 1 < series.points().size() ? together(a, series.points().get(i + 1)) : a);
        }
        return new NameSeries(series.key(), series.seconds() * 2, steps);
    }

    private static double[] together(double[] a, double[] b) {
        return new double[] {
            b[0], a[1] + b[1], a[2] + b[2], worse(a[3], b[3]), worse(a[4], b[4]), worse(a[5], b[5]), worse(a[6], b[6])
        };
    }

    private static Result withSeries(Result result, List<Point> series, List<NameSeries> nameSeries) {
        return new Result(
                result.formatVersion(),
                result.throngVersion(),
                result.name(),
                result.runId(),
                result.target(),
                result.seed(),
                result.planHash(),
                result.spec(),
                result.startedAt(),
                result.finishedAt(),
                result.durationSeconds(),
                result.judgedSeconds(),
                result.end(),
                result.verdict(),
                result.names(),
                result.total(),
                result.warmup(),
                result.phases(),
                result.failures(),
                result.exceptions(),
                result.identity(),
                result.counters(),
                result.timings(),
                series,
                nameSeries,
                result.workers(),
                result.degraded(),
                result.health(),
                result.exchanges(),
                result.environment(),
                result.comparison());
    }
}
