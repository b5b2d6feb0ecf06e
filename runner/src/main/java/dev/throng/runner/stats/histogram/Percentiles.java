package dev.throng.runner.stats.histogram;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Response times in milliseconds at the percentiles that tables show. NaN throughout when there was no sample. Immutable. */
public final class Percentiles {
    /** Ascending; the columns of Locust's CSV files. */
    public static final List<Double> PERCENTS =
            List.of(50.0, 66.0, 75.0, 80.0, 90.0, 95.0, 98.0, 99.0, 99.9, 99.99, 100.0);

    private static final double[] ASCENDING =
            PERCENTS.stream().mapToDouble(Double::doubleValue).toArray();

    private final double[] millis;

    private Percentiles(double[] millis) {
        this.millis = millis;
    }

    public static Percentiles of(LatencyHistogram histogram) {
        return new Percentiles(histogram.percentilesMillis(ASCENDING));
    }

    /** How a percentile is written: 50, 99.9. */
    public static String label(double percent) {
        return percent == Math.rint(percent) ? String.valueOf((long) percent) : String.valueOf(percent);
    }

    /** @param index position in {@link #PERCENTS} */
    public double at(int index) {
        return millis[index];
    }

    public double p50() {
        return millis[0];
    }

    public double p95() {
        return millis[5];
    }

    public double p99() {
        return millis[7];
    }

    /** The exact maximum. */
    public double max() {
        return millis[millis.length - 1];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Percentiles that && Arrays.equals(millis, that.millis);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(millis);
    }

    @Override
    public String toString() {
        return Arrays.toString(millis);
    }
}
