package dev.throng.runner.verdict.regression;

import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.histogram.Percentiles;
import dev.throng.runner.verdict.chance.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How much a run's figures scatter by themselves, seen from how much its intervals differ: what a stored result needs of
 * its own intervals so that another run can be compared with it.
 *
 * @param intervals that were looked at
 * @param spreads by metric as in tolerances ({@code p95}, {@code mean}, {@code failureRate}, {@code rps})
 * @param beyond the same of what a percentile or the mean does that the level of all times does not
 * @param level of all response times, interval by interval: the mean of their logarithms
 */
public record Scatter(int intervals, Map<String, Spread> spreads, Map<String, Spread> beyond, Series level) {
    /** Nothing is known: requests are taken to be independent of each other. */
    public static final Scatter UNKNOWN = new Scatter(0, Map.of(), Map.of(), Series.NONE);

    static final List<Double> PERCENTS = List.of(50.0, 75.0, 90.0, 95.0, 98.0, 99.0, 99.9);
    private static final int LEAST_INTERVALS = 8;

    /** What a stored result needs of its level. */
    private static final int MOST_LEVELS = 100;

    private static final double LEAST_VARIANCE = 1e-6;

    public Scatter {
        spreads = sorted(spreads);
        beyond = beyond == null ? Map.of() : sorted(beyond); // results written before it was there
        level = Objects.requireNonNullElse(level, Series.NONE);
    }

    /**
     * @param inflation variance of the metric between equal runs, in units of what independent requests would have
     * @param degrees of freedom by which the inflation is known
     */
    public record Spread(double inflation, double degrees) {
        static final Spread NONE = new Spread(1, 1000);

        /** What two runs of the same target say together; of one that says nothing, the other's. */
        Spread and(Spread other) {
            if (equals(NONE) || other.equals(NONE)) {
                return equals(NONE) ? other : this;
            }
            return new Spread((inflation + other.inflation) / 2, degrees + other.degrees);
        }
    }

    /** @param pieces consecutive, of the judged time */
    public static Scatter of(List<Piece> pieces) {
        List<Piece> used = pieces.stream()
                .filter(piece -> piece.requests() > 0 && piece.response().total() > 0)
                .toList();
        if (used.size() < LEAST_INTERVALS) {
            return UNKNOWN;
        }
        LatencyHistogram all = new LatencyHistogram();
        used.forEach(piece -> all.add(piece.response()));
        Logarithms logarithms = Logarithms.of(used);
        double[] level = logarithms.beyondLoad(used);
        Scattering scattering = new Scattering(used, level);
        return new Scatter(
                used.size(),
                scattering.spreads(all, pieces),
                scattering.beyond(all),
                Series.of(logarithms.around(level), logarithms.variances()).coarsened(MOST_LEVELS));
    }

    /** What all times of an interval have in common shows best in their logarithms: sums by piece. */
    private record Logarithms(double[] counts, double[] sums, double[] squares) {
        static Logarithms of(List<Piece> pieces) {
            double[] sums = new double[pieces.size()];
            double[] squares = new double[pieces.size()];
            for (int i = 0; i < sums.length; i++) {
                int index = i;
                pieces.get(i).response().forEach((low, high, count) -> {
                    double log = Math.log(1 + (low + high) / 2.0);
                    sums[index] += count * log;
                    squares[index] += count * log * log;
                });
            }
            return new Logarithms(Scatter.of(pieces, piece -> piece.response().total()), sums, squares);
        }

        /** The mean beyond what is usual for its load. */
        double[] beyondLoad(List<Piece> pieces) {
            double[] level = deviations(pieces, sums, counts);
            for (int i = 0; i < level.length; i++) {
                level[i] /= counts[i];
            }
            return level;
        }

        double[] around(double[] deviations) {
            double mean = Arrays.stream(sums).sum() / Arrays.stream(counts).sum();
            return Arrays.stream(deviations)
                    .map(deviation -> rounded(mean + deviation))
                    .toArray();
        }

        /** Of each mean, if requests were independent; how much single ones scatter is told by all of them. */
        double[] variances() {
            double all = 0;
            double within = 0;
            for (int i = 0; i < counts.length; i++) {
                all += counts[i];
                within += squares[i] - sums[i] * sums[i] / counts[i];
            }
            double each = Math.max(LEAST_VARIANCE, within / Math.max(1, all - counts.length));
            return Arrays.stream(counts)
                    .map(count -> Math.max(1e-7, rounded(each / count)))
                    .toArray();
        }

        private static double rounded(double value) {
            return Math.round(value * 1e7) / 1e7;
        }
    }

    /** Of this metric, or of the percentile that is nearest to it. */
    Spread of(String metric) {
        return of(spreads, metric);
    }

    /** The same of what it does beyond the level. */
    Spread beyond(String metric) {
        return of(beyond, metric);
    }

    private static Spread of(Map<String, Spread> spreads, String metric) {
        Spread known = spreads.get(metric);
        if (known != null || !metric.startsWith("p")) {
            return known == null ? Spread.NONE : known;
        }
        double percent = Double.parseDouble(metric.substring(1));
        return PERCENTS.stream()
                .filter(other -> spreads.containsKey(name(other)))
                .min((a, b) -> Double.compare(Math.abs(a - percent), Math.abs(b - percent)))
                .map(nearest -> spreads.getOrDefault(name(nearest), Spread.NONE))
                .orElse(Spread.NONE);
    }

    static String name(double percent) {
        return "p" + Percentiles.label(percent);
    }

    static double[] of(List<Piece> pieces, ToDoubleFunction<Piece> value) {
        return pieces.stream().mapToDouble(value).toArray();
    }

    /** What each interval has beyond its phase's share, the part that goes along with the intended load taken out. */
    static double[] deviations(List<Piece> pieces, double[] some, double[] all) {
        Map<Integer, List<Integer>> byPhase = new TreeMap<>();
        for (int i = 0; i < some.length; i++) {
            byPhase.computeIfAbsent(pieces.get(i).phase(), unused -> new ArrayList<>())
                    .add(i);
        }
        double[] deviations = new double[some.length];
        byPhase.values().forEach(indexes -> {
            Line line = Line.through(
                    indexes.stream().mapToDouble(i -> pieces.get(i).load()).toArray(),
                    indexes.stream().mapToDouble(i -> some[i] / all[i]).toArray(),
                    indexes.stream().mapToDouble(i -> all[i]).toArray());
            indexes.forEach(i ->
                    deviations[i] = some[i] - all[i] * line.at(pieces.get(i).load()));
        });
        return deviations;
    }

    /** The straight line nearest to weighted points; level when their abscissas are all the same. */
    private record Line(double middle, double level, double slope) {
        static Line through(double[] x, double[] y, double[] weight) {
            double weights = 0;
            double meanX = 0;
            double meanY = 0;
            for (int i = 0; i < x.length; i++) {
                weights += weight[i];
                meanX += weight[i] * x[i];
                meanY += weight[i] * y[i];
            }
            meanX /= weights;
            meanY /= weights;
            double squares = 0;
            double products = 0;
            for (int i = 0; i < x.length; i++) {
                squares += weight[i] * (x[i] - meanX) * (x[i] - meanX);
                products += weight[i] * (x[i] - meanX) * (y[i] - meanY);
            }
            boolean level = squares <= 1e-12 * weights * meanX * meanX;
            return new Line(meanX, meanY, level ? 0 : products / squares);
        }

        double at(double x) {
            return level + slope * (x - middle);
        }
    }

    /** By name, so that a result is written in the same order each time. */
    private static <V> Map<String, V> sorted(Map<String, V> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
