package dev.throng.runner.verdict.regression;

import dev.throng.runner.stats.LatencyHistogram;
import dev.throng.runner.stats.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How much a run's figures scatter by themselves, seen from how much its intervals differ: what a stored result needs of
 * its own intervals so that another run can be compared with it.
 *
 * @param intervals that were looked at
 * @param spreads by metric as in tolerances ({@code p95}, {@code mean}, {@code failureRate}, {@code rps})
 */
public record Scatter(int intervals, Map<String, Spread> spreads) {
    /** Nothing is known: requests are taken to be independent of each other. */
    public static final Scatter UNKNOWN = new Scatter(0, Map.of());

    static final List<Double> PERCENTS = List.of(50.0, 75.0, 90.0, 95.0, 98.0, 99.0, 99.9);
    private static final int LEAST_INTERVALS = 8;

    public Scatter {
        spreads = Map.copyOf(spreads);
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
        return new Scatter(used.size(), new Scattering(used, level(used)).spreads(all, pieces));
    }

    /** What all times of an interval have in common: the mean of their logarithms, beyond what is usual for its load. */
    private static double[] level(List<Piece> pieces) {
        double[] sums = of(pieces, piece -> {
            double[] sum = {0};
            piece.response().forEach((low, high, count) -> sum[0] += count * Math.log(1 + (low + high) / 2.0));
            return sum[0];
        });
        double[] counts = of(pieces, piece -> piece.response().total());
        double[] level = deviations(pieces, sums, counts);
        for (int i = 0; i < level.length; i++) {
            level[i] /= counts[i];
        }
        return level;
    }

    /** Of this metric, or of the percentile that is nearest to it. */
    Spread of(String metric) {
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
}
