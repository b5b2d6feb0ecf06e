package dev.throng.runner.stats.histogram;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An HdrHistogram in its V2 encoding (compressed when that pays; the first bytes tell), lowest value 1, three significant
 * digits, in microseconds, and beside it what the encoding holds to three digits only. Not to be changed after it was
 * made.
 *
 * @param v2 no bytes at all when empty
 * @param total number of recorded values
 * @param minMicros exact smallest value; 0 when empty
 * @param maxMicros exact largest value; 0 when empty
 * @param sumMicros exact sum
 */
public record EncodedHistogram(byte[] v2, long total, long minMicros, long maxMicros, long sumMicros) {
    public static final EncodedHistogram EMPTY = new EncodedHistogram(new byte[0], 0, 0, 0, 0);

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EncodedHistogram that
                && total == that.total
                && minMicros == that.minMicros
                && maxMicros == that.maxMicros
                && sumMicros == that.sumMicros
                && Arrays.equals(v2, that.v2);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(v2);
    }

    @Override
    public String toString() {
        return "EncodedHistogram[" + total + " values, " + minMicros + " to " + maxMicros + " µs, " + v2.length
                + " bytes]";
    }
}
