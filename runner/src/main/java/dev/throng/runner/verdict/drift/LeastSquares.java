package dev.throng.runner.verdict.drift;

/** Fits sums of given columns. */
final class LeastSquares {
    private LeastSquares() {}

    /** The squares that are left of {@code values} after the best sum of the columns: they are made orthogonal one by one. */
    static double residual(double[] values, double[]... columns) {
        double[] left = values.clone();
        double[][] basis = new double[columns.length][];
        for (int i = 0; i < columns.length; i++) {
            double[] column = columns[i].clone();
            for (int j = 0; j < i; j++) {
                takeOut(column, basis[j]);
            }
            basis[i] = column;
            takeOut(left, column);
        }
        return product(left, left);
    }

    private static void takeOut(double[] from, double[] column) {
        double squares = product(column, column);
        if (squares > 1e-18) {
            double factor = product(from, column) / squares;
            for (int i = 0; i < from.length; i++) {
                from[i] -= factor * column[i];
            }
        }
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
