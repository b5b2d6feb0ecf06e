package dev.throng.runner.verdict.drift;

import java.util.Arrays;

/**
 * A figure over time, without gaps in it: what is not a number was left out.
 *
 * @param seconds ascending
 */
record Curve(double[] seconds, double[] values) {
    static Curve of(double[] seconds, double[] values) {
        int count = 0;
        double[] keptSeconds = new double[seconds.length];
        double[] kept = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                keptSeconds[count] = seconds[i];
                kept[count++] = values[i];
            }
        }
        return new Curve(Arrays.copyOf(keptSeconds, count), Arrays.copyOf(kept, count));
    }

    int size() {
        return values.length;
    }

    double length() {
        return size() == 0 ? 0 : seconds[size() - 1] - seconds[0];
    }

    /** The medians of so many parts of about the same number of points. */
    Curve medians(int parts) {
        if (size() <= parts) {
            return this;
        }
        double[] middle = new double[parts];
        double[] median = new double[parts];
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) size() * part / parts);
            int to = (int) ((long) size() * (part + 1) / parts);
            middle[part] = (seconds[from] + seconds[to - 1]) / 2;
            median[part] = median(Arrays.copyOfRange(values, from, to));
        }
        return new Curve(middle, median);
    }

    /** The smallest values of so many parts, each at the instant of its own. */
    Curve floors(int parts) {
        double[] at = new double[parts];
        double[] lowest = new double[parts];
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) size() * part / parts);
            int to = (int) ((long) size() * (part + 1) / parts);
            int least = from;
            for (int i = from + 1; i < to; i++) {
                least = values[i] < values[least] ? i : least;
            }
            at[part] = seconds[least];
            lowest[part] = values[least];
        }
        return new Curve(at, lowest);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
