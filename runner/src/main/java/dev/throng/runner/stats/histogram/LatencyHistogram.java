package dev.throng.runner.stats.histogram;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts of values in microseconds, in the layout of an HdrHistogram with three significant digits from 1 µs to one
 * hour; count, sum, minimum and maximum are exact. Confined to one thread at a time.
 *
 * <p>The counts lie in pages of 128 that are made when they are first hit, because a request name's response times stay
 * close together: the usual one needs a few kilobytes, where a flat array for the range of a second needs ninety. That is
 * what lets a run have hundreds of names, three times each, per loop and interval. After {@link #clear} the pages are
 * used again, so that recording allocates nothing once the usual values have been seen.
 */
public final class LatencyHistogram {
    private static final int PAGE_BITS = 7;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int CLEARS_BETWEEN_TRIMS = 64;

    private static final long[] @Nullable [] NO_PAGES = new long[0][];
    private static final int PAGES = (Buckets.COUNT + PAGE - 1) / PAGE;

    private long[] @Nullable [] pages = NO_PAGES;
    private long total;
    private long sum;
    private long min = Long.MAX_VALUE;
    private long max;
    private int clears;

    /** A histogram with the same content. */
    public static LatencyHistogram of(EncodedHistogram encoded) {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.add(encoded);
        return histogram;
    }

    /** Negative values count as 0, values above one hour as one hour. */
    public void record(long micros) {
        long value = Math.clamp(micros, 0, Buckets.MAX_VALUE);
        count(Buckets.index(value), 1);
        total++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    public void recordNanos(long nanos) {
        record((nanos + 500) / 1000);
    }

    /** Adds {@code times} samples at one index without touching the totals: a codec's way in. */
    void count(int index, long times) {
        page(index >>> PAGE_BITS)[index & (PAGE - 1)] += times;
    }

    private long[] page(int number) {
        if (pages.length == 0) {
            pages = new long[PAGES][];
        }
        long[] page = pages[number];
        return page != null ? page : (pages[number] = new long[PAGE]);
    }

    public void add(LatencyHistogram other) {
        for (int number = 0; number < other.pages.length; number++) {
            long[] from = other.pages[number];
            if (from != null) {
                addPage(page(number), from);
            }
        }
        addTotals(other.total, other.sum, other.min, other.max);
    }

    private static void addPage(long[] to, long[] from) {
        for (int i = 0; i < PAGE; i++) {
            to[i] += from[i];
        }
    }

    /** @throws IllegalArgumentException when the bytes are no histogram of this layout; nothing was added then or only a part */
    public void add(EncodedHistogram encoded) {
        if (encoded.total() > 0) {
            HistogramCodec.addTo(this, encoded.v2());
            addTotals(encoded.total(), encoded.sumMicros(), encoded.minMicros(), encoded.maxMicros());
        }
    }

    private void addTotals(long moreTotal, long moreSum, long otherMin, long otherMax) {
        total += moreTotal;
        sum += moreSum;
        min = Math.min(min, otherMin);
        max = Math.max(max, otherMax);
    }

    public EncodedHistogram encode() {
        return total == 0
                ? EncodedHistogram.EMPTY
                : new EncodedHistogram(HistogramCodec.encode(this), total, min, max, sum);
    }

    public void clear() {
        boolean trim = ++clears % CLEARS_BETWEEN_TRIMS == 0;
        for (int number = 0; number < pages.length; number++) {
            long[] page = pages[number];
            if (page != null && !clear(page) && trim) {
                pages[number] = null;
            }
        }
        total = 0;
        sum = 0;
        min = Long.MAX_VALUE;
        max = 0;
    }

    /** Whether there was anything to clear. */
    private static boolean clear(long[] page) {
        long any = 0;
        for (int i = 0; i < PAGE; i++) {
            any |= page[i];
            page[i] = 0;
        }
        return any != 0;
    }

    public long total() {
        return total;
    }

    /** 0 when empty. */
    public long minMicros() {
        return total == 0 ? 0 : min;
    }

    /** 0 when empty. */
    public long maxMicros() {
        return max;
    }

    public long sumMicros() {
        return sum;
    }

    /** In milliseconds, exact; NaN when empty. */
    public double meanMillis() {
        return total == 0 ? Double.NaN : sum / 1000.0 / total;
    }

    /**
     * The value in milliseconds that {@code percent} percent of the samples do not exceed, to three digits and never
     * outside the exact minimum and maximum: at 100 the maximum. NaN when empty.
     */
    public double percentileMillis(double percent) {
        return percentilesMillis(percent)[0];
    }

    /** Several percentiles, ascending, in one walk. */
    public double[] percentilesMillis(double... percents) {
        double[] millis = new double[percents.length];
        Arrays.fill(millis, total == 0 ? Double.NaN : max / 1000.0);
        int next = 0;
        long seen = 0;
        for (int index = firstAtOrAfter(0); index >= 0; index = firstAtOrAfter(index + 1)) {
            seen += countAt(index);
            while (next < percents.length && seen >= rank(percents[next]) && rank(percents[next]) < total) {
                millis[next++] = Math.clamp(Buckets.highest(index), min, max) / 1000.0;
            }
        }
        return millis;
    }

    /** The sample's position from 1 on, by the nearest-rank definition; the factor absorbs 99.9 being no binary fraction. */
    private long rank(double percent) {
        return Math.max(1, (long) Math.ceil(percent / 100 * total * (1 - 1e-12)));
    }

    /**
     * Adds every {@code step}-th sample of another histogram in ascending order, from the {@code first} on (from 0): one
     * of {@code step} parts that have the same distribution and together are the whole. Minimum, maximum and sum of a part
     * are to three digits.
     */
    public void addEvery(LatencyHistogram other, int step, int first) {
        long before = 0;
        for (int index = other.firstAtOrAfter(0); index >= 0; index = other.firstAtOrAfter(index + 1)) {
            long upTo = before + other.countAt(index);
            long times = every(upTo, step, first) - every(before, step, first);
            if (times > 0) {
                long value = Math.clamp(Buckets.highest(index), other.min, other.max);
                count(index, times);
                addTotals(times, times * value, value, value);
            }
            before = upTo;
        }
    }

    /** How many of the first {@code count} samples are among every {@code step}-th from {@code first} on. */
    public static long every(long count, int step, int first) {
        return count <= first ? 0 : (count - first - 1) / step + 1;
    }

    /** Calls for every bucket with anything in it, ascending. */
    public void forEach(BucketVisitor visitor) {
        for (int index = firstAtOrAfter(0); index >= 0; index = firstAtOrAfter(index + 1)) {
            visitor.bucket(Buckets.lowest(index), Buckets.highest(index), countAt(index));
        }
    }

    /** Receives the buckets of a histogram: {@code count} samples from {@code lowMicros} to {@code highMicros}, both inclusive. */
    @FunctionalInterface
    public interface BucketVisitor {
        void bucket(long lowMicros, long highMicros, long count);
    }

    /** The counts as they lie, for a codec; not to be changed. None at all before the first value. */
    long[] @Nullable [] pages() {
        return pages;
    }

    long countAt(int index) {
        long[] page = pages.length == 0 ? null : pages[index >>> PAGE_BITS];
        return page == null ? 0 : page[index & (PAGE - 1)];
    }

    /** The first index from this one on with a count; -1 when there is none. */
    int firstAtOrAfter(int start) {
        for (int number = start >>> PAGE_BITS; number < pages.length; number++) {
            long[] page = pages[number];
            if (page != null) {
                for (int i = Math.max(0, start - (number << PAGE_BITS)); i < PAGE; i++) {
                    if (page[i] != 0) {
                        return (number << PAGE_BITS) + i;
                    }
                }
            }
        }
        return -1;
    }
}
