package dev.throng.runner.stats;

/**
 * An HdrHistogram in its V2 compressed encoding, microseconds, three significant digits. Not to be changed after it was
 * made; compared by identity.
 *
 * @param total number of recorded values
 */
public record EncodedHistogram(byte[] v2, long total) {
    public static final EncodedHistogram EMPTY = new EncodedHistogram(new byte[0], 0);
}
