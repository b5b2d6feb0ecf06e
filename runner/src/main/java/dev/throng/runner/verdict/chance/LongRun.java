package dev.throng.runner.verdict.chance;

/**
 * By how much the sum of a run's intervals would differ from run to run, judged from one run.
 *
 * @param variance of the sum
 * @param degrees of freedom behind it: how many independent intervals the run was worth, less one; at least 1
 */
public record LongRun(double variance, double degrees) {
    private static final int LEAST_BLOCKS = 12;
    private static final double MOST_DEPENDENCE = 0.97;

    /** Correlation of neighbours, in standard errors of none, from which on it is no chance. */
    private static final double EVIDENT = 2;

    /** Fewer are not believed in either: margins would be without end. */
    private static final double LEAST_DEGREES = 3;

    /** What is taken off a correlation of few blocks that may be chance. */
    private static final double DOUBT = 0.5;

    /**
     * Estimates it from deviations of consecutive intervals from what is expected of them. Each interval depends on the one
     * before it as in a first-order autoregression; since slow changes hide behind the chance of single requests, the same
     * is asked of blocks of two, four, … intervals, and the largest answer holds. Estimates of dependence from few intervals
     * are too low by a known amount (Kendall 1954), which is added.
     */
    public static LongRun of(double[] deviations) {
        LongRun widest = autoregressive(deviations, 0);
        double[] blocks = deviations;
        while (blocks.length / 2 >= LEAST_BLOCKS) {
            blocks = pairs(blocks);
            LongRun coarser = autoregressive(blocks, DOUBT);
            widest =
                    new LongRun(Math.max(widest.variance, coarser.variance), Math.min(widest.degrees, coarser.degrees));
        }
        double independent = squares(deviations);
        double worth = independent == 0 ? 1 : Math.max(1, widest.variance / independent);
        return new LongRun(widest.variance, Math.clamp(deviations.length / worth - 1, 1, Math.max(1, widest.degrees)));
    }

    /** What moves the one and what moves the other, which have nothing to do with each other (Satterthwaite 1946). */
    public LongRun plus(LongRun other) {
        double sum = variance + other.variance;
        double uncertain = variance * variance / degrees + other.variance * other.variance / other.degrees;
        return new LongRun(sum, uncertain == 0 ? degrees : Math.max(1, sum * sum / uncertain));
    }

    private static LongRun autoregressive(double[] deviations, double doubt) {
        int count = deviations.length;
        double squares = squares(deviations);
        if (count < 3 || squares == 0) {
            return new LongRun(squares, Math.max(1, count - 1));
        }
        double seen = neighbours(deviations) / squares;
        boolean evident = seen > EVIDENT / Math.sqrt(count);
        double dependence = clamped(seen + bias(seen, count) - (evident ? 0 : doubt / Math.sqrt(count)));
        double inflation = (1 + dependence) / (1 - dependence);
        return new LongRun(
                squares * count / (count - 1) * inflation,
                evident ? Math.max(LEAST_DEGREES, count / inflation - 1) : Double.MAX_VALUE);
    }

    /** Correlation of neighbours from 0 to below 1; what is negative is taken for none. */
    public static double dependence(double[] deviations) {
        double squares = squares(deviations);
        if (squares == 0) {
            return 0;
        }
        double seen = neighbours(deviations) / squares;
        return clamped(seen + bias(seen, deviations.length));
    }

    private static double bias(double seen, int count) {
        return (1 + 3 * seen) / count;
    }

    private static double clamped(double dependence) {
        return Math.clamp(dependence, 0, MOST_DEPENDENCE);
    }

    private static double squares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    private static double neighbours(double[] values) {
        double sum = 0;
        for (int i = 1; i < values.length; i++) {
            sum += values[i] * values[i - 1];
        }
        return sum;
    }

    private static double[] pairs(double[] values) {
        double[] sums = new double[values.length / 2];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = values[2 * i] + values[2 * i + 1];
        }
        return sums;
    }
}
