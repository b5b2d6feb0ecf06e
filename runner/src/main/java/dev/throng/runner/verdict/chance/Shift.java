package dev.throng.runner.verdict.chance;

import java.util.List;

/**
 * Whether the level of one run is above that of another, when each wanders by itself. A level is taken for a first-order
 * autoregression seen through noise of a known size. How strongly it depends on itself and how far it wanders is not known:
 * both runs together say how likely each possibility is, and the answer is the mean over all of them, so that what a minute
 * can't tell of slow swings makes it careful (Harvey 1989 for the filter; the prior for the dependence is that of Berger and
 * Yang 1994).
 */
public final class Shift {
    private static final int DEPENDENCES = 16;
    private static final double MOST_DEPENDENCE = 0.985;
    private static final int SIZES = 14;
    private static final double LEAST_SIZE = 0.1;
    private static final double MOST_SIZE = 4;

    private Shift() {}

    /** The chance that the later level is not above the earlier one; 1 when nobody can tell. */
    public static double notAbove(Series before, Series now) {
        if (!before.known() || !now.known()) {
            return 1;
        }
        double least = LEAST_SIZE * Math.sqrt(Math.min(before.meanVariance(), now.meanVariance()));
        double most = Math.max(MOST_SIZE * Math.sqrt(Math.max(before.spread(), now.spread())), 2 * least);
        double[] earlierValues = array(before.values());
        double[] earlierNoise = array(before.variances());
        double[] laterValues = array(now.values());
        double[] laterNoise = array(now.variances());
        double[] logs = new double[DEPENDENCES * SIZES];
        double[] chances = new double[DEPENDENCES * SIZES];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logs.length; i++) {
            double dependence = Math.sin(Math.asin(MOST_DEPENDENCE) * (i % DEPENDENCES) / (DEPENDENCES - 1));
            double size = least * Math.pow(most / least, (double) (i / DEPENDENCES) / (SIZES - 1));
            Fit earlier = Fit.of(earlierValues, earlierNoise, dependence, size);
            Fit later = Fit.of(laterValues, laterNoise, dependence, size);
            logs[i] = earlier.logLikelihood + later.logLikelihood;
            largest = Math.max(largest, logs[i]);
            chances[i] =
                    Quantiles.exceeding((later.level - earlier.level) / Math.sqrt(earlier.variance + later.variance));
        }
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < logs.length; i++) {
            double weight = Math.exp(logs[i] - largest);
            weights += weight;
            sum += weight * chances[i];
        }
        return sum / weights;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * The level of a series by generalised least squares, for one possibility.
     *
     * @param variance of the level
     * @param logLikelihood of the possibility, whatever the level is, but for a constant
     */
    private record Fit(double level, double variance, double logLikelihood) {

        /** Filters the values and a series of ones alike (Kalman): what is new in both tells the level. */
        static Fit of(double[] values, double[] noise, double dependence, double size) {
            double stationary = size * size;
            double state = 0;
            double one = 0;
            double uncertain = stationary;
            double ones = 0;
            double products = 0;
            double squares = 0;
            double logs = 0;
            for (int i = 0; i < values.length; i++) {
                double variance = uncertain + noise[i];
                double news = values[i] - state;
                double newsOfOne = 1 - one;
                ones += newsOfOne * newsOfOne / variance;
                products += newsOfOne * news / variance;
                squares += news * news / variance;
                logs += Math.log(variance);
                double gain = uncertain / variance;
                state = dependence * (state + gain * news);
                one = dependence * (one + gain * newsOfOne);
                uncertain =
                        dependence * dependence * uncertain * (1 - gain) + (1 - dependence * dependence) * stationary;
            }
            return new Fit(
                    products / ones, 1 / ones, -0.5 * (logs + Math.log(ones) + squares - products * products / ones));
        }
    }
}
