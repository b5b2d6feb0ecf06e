package dev.throng.runner.verdict.chance;

import java.util.Arrays;
import java.util.List;

/**
 * A level that wanders, seen through noise: one value for each interval, and by how much that value scatters since it was
 * measured on a few requests only.
 *
 * @param values of consecutive intervals of equal length
 * @param variances of each value if the level stood still; above 0
 */
public record Series(List<Double> values, List<Double> variances) {
    public static final Series NONE = new Series(List.of(), List.of());
    private static final int LEAST = 8;

    public static Series of(double[] values, double[] variances) {
        return new Series(
                Arrays.stream(values).boxed().toList(),
                Arrays.stream(variances).boxed().toList());
    }

    /** Whether it says anything. */
    public boolean known() {
        return values.size() >= LEAST;
    }

    /** The same in so many intervals at most, each of several that follow each other. */
    public Series coarsened(int most) {
        int each = Math.ceilDiv(values.size(), most);
        int count = each == 0 ? 0 : values.size() / each;
        double[] coarse = new double[count];
        double[] noise = new double[count];
        for (int i = 0; i < count; i++) {
            for (int j = i * each; j < (i + 1) * each; j++) {
                coarse[i] += values.get(j) / each;
                noise[i] += variances.get(j) / each / each;
            }
        }
        return of(coarse, noise);
    }

    /** The mean of the values; NaN of none. */
    public double mean() {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    double meanVariance() {
        double sum = 0;
        for (double variance : variances) {
            sum += variance;
        }
        return sum / variances.size();
    }

    /** Of the values, around their mean. */
    double spread() {
        double mean = mean();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / values.size();
    }
}
