package dev.throng.runner.engine.draw;

/**
 * The numbers 0 … size − 1 in an order that a seed decides, without a list of them: a Feistel network over the next power of
 * four, gone through again until it is below the size.
 */
public record Shuffle(long size, long seed) {
    private static final int ROUNDS = 6;

    public long at(long position) {
        int half = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, size - 1)) + 1) / 2);
        long value = position;
        do {
            value = once(value, half);
        } while (value >= size);
        return value;
    }

    private long once(long value, int half) {
        long mask = (1L << half) - 1;
        long left = value >>> half;
        long right = value & mask;
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ mixed(right + seed * 31 + round * 0x9E3779B97F4A7C15L) & mask;
            left = right;
            right = next;
        }
        return left << half | right;
    }

    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
