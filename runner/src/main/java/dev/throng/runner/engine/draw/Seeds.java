package dev.throng.runner.engine.draw;

import java.util.SplittableRandom;

/** Sources of chance: pure functions of the run's seed and a number, so that a run can be had again. */
public final class Seeds {
    private static final long ARRIVALS = 0x5851F42D4C957F2DL;

    private Seeds() {}

    public static SplittableRandom ofUser(long seed, long number) {
        return new SplittableRandom(mix(seed) ^ mix(number));
    }

    public static SplittableRandom ofArrival(long seed, long number) {
        return new SplittableRandom(mix(seed ^ ARRIVALS) ^ mix(number));
    }

    /** Spreads neighbouring numbers over all bits (Stafford's variant 13 of MurmurHash3's finalizer). */
    private static long mix(long number) {
        long z = number + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
