package dev.throng.runner.engine.loop;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Memory that is kept back from the scenario's code: when the code has used up the rest, the run can still be ended in order
 * and its results be written. For all threads.
 */
public final class MemoryReserve {
    /** Small enough to be no object of its own kind to any collector. */
    private static final int CHUNK = 256 << 10;

    private static final long MOST = 24 << 20;
    private static final int SHARE = 12;
    private static final double MOST_KEPT = 0.85;

    @SuppressWarnings("UnusedVariable") // what counts is that it is there
    private volatile byte @Nullable [][] chunks;

    private boolean spent;

    private MemoryReserve(byte @Nullable [][] chunks) {
        this.chunks = chunks;
    }

    static MemoryReserve of(boolean anyCode) {
        return new MemoryReserve(anyCode ? filled() : null);
    }

    private static byte[][] filled() {
        long size = Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE);
        return new byte[(int) (size / CHUNK)][CHUNK];
    }

    /** Memory has run out on the calling thread: from here on there is some. */
    public void open() {
        chunks = null;
    }

    /**
     * Looks whether what the code keeps leaves no room, or whether it was one task that wanted too much: then all is as
     * before. Takes as long as a full collection does.
     *
     * @return how much is kept, in bytes, the first time that it is too much
     */
    synchronized Optional<Long> ranOut() {
        if (spent) {
            return Optional.empty();
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long kept = runtime.totalMemory() - runtime.freeMemory();
        if (kept < MOST_KEPT * runtime.maxMemory()) {
            chunks = filled();
            return Optional.empty();
        }
        spent = true;
        return Optional.of(kept);
    }
}
