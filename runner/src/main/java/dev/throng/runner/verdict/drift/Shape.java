package dev.throng.runner.verdict.drift;

import java.util.Arrays;

/**
 * What describes a curve best, by Schwarz's criterion: a straight line, one step between two levels, or a wave. A trend that
 * is only there because the figure once jumped, or because the run saw a piece of a wave, is none.
 *
 * @param line criterion of the straight line; smaller is better
 * @param other the best of all others
 */
record Shape(double line, double other) {
    private static final int PARTS = 24;
    private static final int LEAST_LEVEL = 3;

    /** Periods that a run has seen enough of, as its length divided by the period. */
    private static final double FEWEST_WAVES = 0.85;

    private static final double MOST_WAVES = 6;
    private static final double FINENESS = 0.05;

    static Shape of(Curve curve) {
        Curve parts = curve.medians(PARTS);
        return new Shape(
                criterion(line(parts), 2, parts.size()),
                Math.min(criterion(step(parts), 3, parts.size()), criterion(wave(parts), 4, parts.size())));
    }

    boolean isLine() {
        return line < other;
    }

    private static double criterion(double squares, int parameters, int points) {
        return points * Math.log(squares / points + 1e-300) + parameters * Math.log(points);
    }

    private static double line(Curve curve) {
        return LeastSquares.residual(curve.values(), ones(curve), curve.seconds());
    }

    private static double[] ones(Curve curve) {
        double[] ones = new double[curve.size()];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double step(Curve curve) {
        double least = Double.POSITIVE_INFINITY;
        for (int at = LEAST_LEVEL; at <= curve.size() - LEAST_LEVEL; at++) {
            double[] after = new double[curve.size()];
            Arrays.fill(after, at, after.length, 1);
            least = Math.min(least, LeastSquares.residual(curve.values(), ones(curve), after));
        }
        return least;
    }

    private static double wave(Curve curve) {
        double least = Double.POSITIVE_INFINITY;
        for (double waves = FEWEST_WAVES; waves <= MOST_WAVES; waves += FINENESS) {
            double turns = 2 * Math.PI * waves / curve.length();
            double[] sine =
                    Arrays.stream(curve.seconds()).map(x -> Math.sin(turns * x)).toArray();
            double[] cosine =
                    Arrays.stream(curve.seconds()).map(x -> Math.cos(turns * x)).toArray();
            least = Math.min(least, LeastSquares.residual(curve.values(), ones(curve), sine, cosine));
        }
        return least;
    }
}
