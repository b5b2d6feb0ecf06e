package dev.throng.runner.verdict.regression;

import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.verdict.chance.Quantiles;
import dev.throng.runner.verdict.regression.Scatter.Spread;

/**
 * A measured value and between which values chance alone would have put it.
 *
 * @param high infinite when nobody knows how large the next sample is
 */
record Interval(double low, double value, double high) {

    /** Of a percentile: read off the histogram at the ranks that chance may have moved it to. In milliseconds. */
    static Interval percentile(LatencyHistogram response, double percent, Spread spread, double chance) {
        double q = percent / 100;
        double margin = margin(q * (1 - q) / response.total(), spread, chance) * 100;
        double upper = percent + margin;
        return new Interval(
                response.percentileMillis(Math.max(0, percent - margin)),
                response.percentileMillis(percent),
                upper < 100 ? response.percentileMillis(upper) : Double.POSITIVE_INFINITY);
    }

    static Interval mean(LatencyHistogram response, Spread spread, double chance) {
        double mean = response.meanMillis();
        double[] squares = {0};
        response.forEach((low, high, count) -> squares[0] += count * Math.pow((low + high) / 2000.0 - mean, 2));
        double margin = margin(squares[0] / response.total() / response.total(), spread, chance);
        return new Interval(Math.max(0, mean - margin), mean, mean + margin);
    }

    /** Of a share by Wilson's score, so that none of few is not taken for never. */
    static Interval share(long some, long all, Spread spread, double chance) {
        double count = all / spread.inflation();
        double share = (double) some / all;
        double z = Quantiles.student(chance, spread.degrees());
        double centre = (share + z * z / (2 * count)) / (1 + z * z / count);
        double margin = z / (1 + z * z / count) * Math.sqrt(share * (1 - share) / count + z * z / (4 * count * count));
        return new Interval(Math.max(0, centre - margin), share, Math.min(1, centre + margin));
    }

    static Interval rate(long count, double seconds, Spread spread, double chance) {
        double rate = count / seconds;
        double margin = margin(rate / seconds, spread, chance);
        return new Interval(Math.max(0, rate - margin), rate, rate + margin);
    }

    /** @param variance of the value if requests were independent */
    private static double margin(double variance, Spread spread, double chance) {
        return Quantiles.student(chance, spread.degrees()) * Math.sqrt(variance * spread.inflation());
    }

    /** Of the difference to another, by the method of variance estimates recovered (Zou and Donner 2008). */
    Interval minus(Interval other) {
        double difference = value - other.value;
        return new Interval(
                difference - Math.hypot(value - low, other.high - other.value),
                difference,
                difference + Math.hypot(high - value, other.value - other.low));
    }

    /** The same on a scale of ratios. */
    Interval log() {
        return new Interval(Math.log(low), Math.log(value), Math.log(high));
    }
}
