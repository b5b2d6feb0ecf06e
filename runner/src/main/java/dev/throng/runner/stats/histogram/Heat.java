package dev.throng.runner.stats.histogram;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The bands of a heat map over time: ten per decade, band {@code b} from 10^(b/10) microseconds up to the next one's start. */
public final class Heat {
    private static final double BANDS_PER_DECADE = 10;

    private Heat() {}

    public static int band(long micros) {
        return micros <= 1 ? 0 : (int) Math.floor(Math.log10((double) micros) * BANDS_PER_DECADE + 1e-9);
    }

    /** Where a band starts. */
    public static double millis(int band) {
        return Math.pow(10, band / BANDS_PER_DECADE) / 1000;
    }

    /** Pairs of band and count, ascending, without empty bands. */
    public static List<long[]> of(LatencyHistogram histogram) {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        histogram.forEach((low, high, count) -> counts.merge(band((low + high) / 2), count, Long::sum));
        List<long[]> pairs = new ArrayList<>();
        counts.forEach((band, count) -> pairs.add(new long[] {band, count}));
        return pairs;
    }
}
