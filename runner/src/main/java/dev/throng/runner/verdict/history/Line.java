package dev.throng.runner.verdict.history;

import dev.throng.runner.verdict.chance.Quantiles;

/**
 * The straight line through values one step apart, by least squares.
 *
 * @param at its value at the first of them
 * @param slope per step
 * @param error standard error of the slope, told by the values' own distance from the line
 */
record Line(int points, double at, double slope, double error) {
    private static final int COEFFICIENTS = 2;

    static Line through(double[] values) {
        int count = values.length;
        double middle = (count - 1) / 2.0;
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            mean += values[i] / count;
            squares += (i - middle) * (i - middle);
        }
        double product = 0;
        for (int i = 0; i < count; i++) {
            product += (i - middle) * (values[i] - mean);
        }
        double slope = product / squares;
        double left = 0;
        for (int i = 0; i < count; i++) {
            double off = values[i] - mean - slope * (i - middle);
            left += off * off;
        }
        double error = Math.sqrt(left / (count - COEFFICIENTS) / squares);
        return new Line(count, mean - slope * middle, slope, error);
    }

    /** How far the slope may be from the true one; more than that has this chance on either side. */
    double margin(double chance) {
        return Quantiles.student(chance, points - COEFFICIENTS) * error;
    }

    /** From the first value to the last. */
    double change() {
        return slope * (points - 1);
    }
}
