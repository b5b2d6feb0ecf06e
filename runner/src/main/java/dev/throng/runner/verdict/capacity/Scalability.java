package dev.throng.runner.verdict.capacity;

import java.util.List;
import java.util.Optional;

/**
 * The universal scalability law (Gunther 1993) through what was measured: X(N) = λN / (1 + σ(N−1) + κN(N−1)), with N the
 * requests under way at once and X the throughput.
 *
 * @param lambda throughput of one request at a time, per second
 * @param sigma what waits in line for something that is there once
 * @param kappa what grows with the number of pairs: agreement, copies kept alike
 * @param error root mean square of the relative differences between law and measurement
 */
public record Scalability(double lambda, double sigma, double kappa, double error) {
    private static final int LEAST_POINTS = 4;
    private static final double MOST_ERROR = 0.1;

    /** The law's best fit to these windows; empty when there are too few or the law does not describe them. */
    public static Optional<Scalability> of(List<Window> windows) {
        List<Window> used = windows.stream()
                .filter(window -> !window.down() && window.concurrency() > 0 && window.good() > 0)
                .toList();
        long loads = used.stream().mapToDouble(Window::load).distinct().count();
        if (loads < LEAST_POINTS) {
            return Optional.empty();
        }
        Scalability best = null;
        for (int terms = 0; terms < 4; terms++) {
            Scalability fit = fit(used, (terms & 1) != 0, (terms & 2) != 0);
            best = fit.plausible() && (best == null || fit.error < best.error * 0.95) ? fit : best;
        }
        return Optional.ofNullable(best).filter(fit -> fit.error <= MOST_ERROR);
    }

    private boolean plausible() {
        return lambda > 0 && sigma >= 0 && kappa >= 0 && sigma <= 1 && Double.isFinite(error);
    }

    /** N/X is a linear function of 1/λ, σ/λ and κ/λ. Relative errors count, so each row is divided by its N/X. */
    private static Scalability fit(List<Window> windows, boolean withSigma, boolean withKappa) {
        double[][] normal = new double[3][4];
        for (Window window : windows) {
            double n = Math.max(1, window.concurrency());
            double weight = window.good() / n;
            double[] row = {weight, withSigma ? (n - 1) * weight : 0, withKappa ? n * (n - 1) * weight : 0, 1};
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 4; j++) {
                    normal[i][j] += row[i] * row[j];
                }
            }
        }
        double[] solved = solve(normal);
        double lambda = 1 / solved[0];
        Scalability fit = new Scalability(lambda, solved[1] * lambda, solved[2] * lambda, 0);
        return new Scalability(lambda, fit.sigma, fit.kappa, fit.error(windows));
    }

    /** Gauss-Jordan; a column of nothing stays 0. */
    private static double[] solve(double[][] rows) {
        for (int i = 0; i < 3; i++) {
            double pivot = rows[i][i];
            if (Math.abs(pivot) < 1e-12) {
                rows[i][3] = 0;
                continue;
            }
            for (int j = i; j < 4; j++) {
                rows[i][j] /= pivot;
            }
            for (int other = 0; other < 3; other++) {
                double factor = other == i ? 0 : rows[other][i];
                for (int j = i; j < 4 && factor != 0; j++) {
                    rows[other][j] -= factor * rows[i][j];
                }
            }
        }
        return new double[] {rows[0][3], rows[1][3], rows[2][3]};
    }

    private double error(List<Window> windows) {
        double squares = 0;
        for (Window window : windows) {
            double relative = at(Math.max(1, window.concurrency())) / window.good() - 1;
            squares += relative * relative;
        }
        return Math.sqrt(squares / windows.size());
    }

    /** Throughput with so many requests at once. */
    public double at(double concurrency) {
        return lambda * concurrency / (1 + sigma * (concurrency - 1) + kappa * concurrency * (concurrency - 1));
    }

    /** With so many at once throughput is at its most; infinite when it only ever comes nearer to it. */
    public double mostAt() {
        return kappa > 0 ? Math.sqrt((1 - sigma) / kappa) : Double.POSITIVE_INFINITY;
    }

    /** The most throughput there can be; infinite when nothing is in the way. */
    public double most() {
        return kappa > 0 ? at(mostAt()) : sigma > 0 ? lambda / sigma : Double.POSITIVE_INFINITY;
    }

    /**
     * The knee: so many requests at once would make the most throughput if none was in another's way. Beyond, more of them
     * mostly wait. Infinite when nothing is in the way.
     */
    public double knee() {
        return most() / lambda;
    }
}
