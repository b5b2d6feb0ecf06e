package dev.throng.runner.verdict.regression;

import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.verdict.chance.LongRun;
import dev.throng.runner.verdict.regression.Scatter.Spread;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Estimates how a run's figures scatter. A slow second shows in all percentiles, but best in the level of all times; so the
 * part of a figure that goes along with the level, and what is left, are looked at apart.
 *
 * @param level by piece, mean 0
 * @param along whether what goes along with the level counts
 */
record Scattering(List<Piece> pieces, double[] level, boolean along) {
    Scattering(List<Piece> pieces, double[] level) {
        this(pieces, level, true);
    }

    /** Of times, without what goes along with the level. */
    Map<String, Spread> beyond(LatencyHistogram all) {
        Map<String, Spread> spreads = new LinkedHashMap<>();
        Scattering rest = new Scattering(pieces, level, false);
        rest.percentiles(all, spreads);
        spreads.put("mean", rest.mean(all));
        return spreads;
    }

    Map<String, Spread> spreads(LatencyHistogram all, List<Piece> withEmpty) {
        Map<String, Spread> spreads = new LinkedHashMap<>();
        percentiles(all, spreads);
        spreads.put("mean", mean(all));
        spreads.put("failureRate", failureRate());
        spreads.put("rps", rps(withEmpty));
        return spreads;
    }

    private void percentiles(LatencyHistogram all, Map<String, Spread> spreads) {
        long[] limits = Scatter.PERCENTS.stream()
                .mapToLong(percent -> Math.round(all.percentileMillis(percent) * 1000))
                .toArray();
        List<long[]> above =
                pieces.stream().map(piece -> above(piece.response(), limits)).toList();
        double[] samples = Scatter.of(pieces, piece -> piece.response().total());
        for (int i = 0; i < limits.length; i++) {
            int index = i;
            double[] exceeding =
                    above.stream().mapToDouble(counts -> counts[index]).toArray();
            spreads.put(Scatter.name(Scatter.PERCENTS.get(i)), share(exceeding, samples));
        }
    }

    private static long[] above(LatencyHistogram response, long[] limits) {
        long[] counts = new long[limits.length];
        response.forEach((low, high, count) -> {
            for (int i = 0; i < limits.length && low > limits[i]; i++) {
                counts[i] += count;
            }
        });
        return counts;
    }

    private Spread failureRate() {
        return share(Scatter.of(pieces, Piece::failures), Scatter.of(pieces, Piece::requests));
    }

    /** Of {@code some} among {@code all}, interval by interval. */
    private Spread share(double[] some, double[] all) {
        double whole = Arrays.stream(all).sum();
        double share = Arrays.stream(some).sum() / whole;
        return spread(longRun(some, all), whole * share * (1 - share), 1);
    }

    private Spread mean(LatencyHistogram all) {
        double[] sums = Scatter.of(pieces, piece -> piece.response().sumMicros() / 1000.0);
        double[] counts = Scatter.of(pieces, piece -> piece.response().total());
        double mean = all.meanMillis();
        double[] squares = {0};
        all.forEach((low, high, count) -> squares[0] += count * Math.pow((low + high) / 2000.0 - mean, 2));
        return spread(longRun(sums, counts), squares[0], 1);
    }

    /** Against independent arrivals; paced users and constant rates scatter less. */
    private static Spread rps(List<Piece> pieces) {
        double[] counts = Scatter.of(pieces, Piece::requests);
        double[] ones = Scatter.of(pieces, piece -> 1);
        LongRun longRun = LongRun.of(Scatter.deviations(pieces, counts, ones));
        return spread(longRun, Arrays.stream(counts).sum(), 0.01);
    }

    private static Spread spread(LongRun longRun, double independent, double least) {
        return independent > 0
                ? new Spread(Math.max(least, longRun.variance() / independent), longRun.degrees())
                : Spread.NONE;
    }

    private LongRun longRun(double[] some, double[] all) {
        double[] deviations = Scatter.deviations(pieces, some, all);
        double slope = slope(deviations);
        double[] shared = Arrays.stream(level).map(value -> slope * value).toArray();
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] -= shared[i];
        }
        LongRun rest = LongRun.of(deviations);
        return along ? LongRun.of(shared).plus(rest) : rest;
    }

    private double slope(double[] deviations) {
        double squares = 0;
        double products = 0;
        for (int i = 0; i < deviations.length; i++) {
            squares += level[i] * level[i];
            products += level[i] * deviations[i];
        }
        return squares == 0 ? 0 : products / squares;
    }
}
