package dev.throng.runner.stats.histogram;

/**
 * The layout of an HdrHistogram with lowest discernible value 1 and three significant digits: values below 2,048 have an
 * index of their own, from there each doubling of the value is divided into 1,024 indexes.
 */
final class Buckets {
    /** One hour in microseconds: larger values are recorded as this one. */
    static final long MAX_VALUE = 3_600_000_000L;

    static final int DIGITS = 3;
    static final int COUNT = index(MAX_VALUE) + 1;

    private static final int HALF_BITS = 10;

    private Buckets() {}

    /** @param value from 0 to {@link #MAX_VALUE} */
    static int index(long value) {
        int bucket = Math.max(0, Long.SIZE - HALF_BITS - 1 - Long.numberOfLeadingZeros(value));
        return (bucket << HALF_BITS) + (int) (value >>> bucket);
    }

    /** The smallest value that is recorded at this index. */
    static long lowest(int index) {
        int bucket = bucket(index);
        return (index - ((long) bucket << HALF_BITS)) << bucket;
    }

    /** The largest value that is recorded at this index. */
    static long highest(int index) {
        return lowest(index) + (1L << bucket(index)) - 1;
    }

    private static int bucket(int index) {
        return Math.max(0, (index >>> HALF_BITS) - 1);
    }
}
