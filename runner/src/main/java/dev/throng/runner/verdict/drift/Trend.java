package dev.throng.runner.verdict.drift;

import dev.throng.runner.verdict.chance.LongRun;
import dev.throng.runner.verdict.chance.Quantiles;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which way a figure went, and how fast: the median of the slopes between all pairs of points (Theil 1950, Sen 1968), which
 * a few wild points do not move, and its confidence interval, widened by how much neighbouring points depend on each other.
 *
 * @param start where the figure was at the beginning, on the line
 * @param perHour slope
 * @param low the true slope may be as low, in 19 of 20 cases
 * @param high or as high
 * @param certain whether chance explains the slope in less than one of two hundred cases
 * @param lasting whether it went on through the whole time: a line says more of it than a step or a wave would
 */
public record Trend(double start, double perHour, double low, double high, boolean certain, boolean lasting) {
    private static final int LEAST_POINTS = 20;
    private static final int MOST_POINTS = 240;
    private static final double CERTAIN = 0.0025;
    private static final double SHOWN = 0.025;
    private static final double HOUR = 3600;

    /** Empty when there are too few points to speak of. */
    public static Optional<Trend> of(double[] seconds, double[] values) {
        Curve all = Curve.of(seconds, values);
        return all.size() < LEAST_POINTS || all.length() <= 0
                ? Optional.empty()
                : Optional.of(of(all.medians(MOST_POINTS)));
    }

    private static Trend of(Curve curve) {
        double[] slopes = slopes(curve);
        double slope = Curve.median(slopes);
        double[] level = new double[curve.size()];
        for (int i = 0; i < level.length; i++) {
            level[i] = curve.values()[i] - slope * curve.seconds()[i];
        }
        double base = Curve.median(level);
        for (int i = 0; i < level.length; i++) {
            level[i] -= base;
        }
        double spread = Math.sqrt(kendallVariance(curve.size()) * inflation(level));
        double certain = Quantiles.normal(CERTAIN) * spread;
        double shown = Quantiles.normal(SHOWN) * spread;
        boolean up = rank(slopes, -certain) > 0;
        boolean down = rank(slopes, certain) < 0;
        return new Trend(
                base + slope * curve.seconds()[0],
                slope * HOUR,
                finite(rank(slopes, -shown) * HOUR),
                finite(rank(slopes, shown) * HOUR),
                up || down,
                Shape.of(curve).isLine());
    }

    private static double[] slopes(Curve curve) {
        int count = curve.size();
        double[] slopes = new double[count * (count - 1) / 2];
        int next = 0;
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                slopes[next++] = (curve.values()[j] - curve.values()[i]) / (curve.seconds()[j] - curve.seconds()[i]);
            }
        }
        Arrays.sort(slopes);
        return slopes;
    }

    /** Of the number of ascending less descending pairs, when there is no trend. */
    private static double kendallVariance(int count) {
        return count * (count - 1.0) * (2 * count + 5) / 18;
    }

    /** How many times more the points scatter together than so many independent ones. */
    private static double inflation(double[] deviations) {
        double squares = Arrays.stream(deviations).map(value -> value * value).sum();
        return squares == 0 ? 1 : Math.max(1, LongRun.of(deviations).variance() / squares);
    }

    /** The slope so many ascending less descending pairs above the middle. */
    private static double rank(double[] sorted, double pairs) {
        int index = (int) Math.round((sorted.length + pairs) / 2);
        return index < 0 ? Double.NEGATIVE_INFINITY : index >= sorted.length ? Double.POSITIVE_INFINITY : sorted[index];
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }

    /** Whether there is a trend to speak of. */
    public boolean evident() {
        return certain && lasting;
    }

    /** Relative to the beginning: 0.04 is four percent more per hour; NaN for a figure that began at 0 or below. */
    public double sharePerHour() {
        return share(perHour);
    }

    public double shareLow() {
        return share(low);
    }

    public double shareHigh() {
        return share(high);
    }

    private double share(double slope) {
        return start > 0 ? slope / start : Double.NaN;
    }
}
