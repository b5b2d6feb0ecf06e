package dev.throng.runner.shape;

import java.util.List;

/** When each stage starts and the last one ends. Immutable: the array is never handed out. */
final class StageClock {
    /** One entry per stage, and the end of the last. */
    private final long[] bounds;

    private StageClock(long[] bounds) {
        this.bounds = bounds;
    }

    static StageClock of(List<Stage> stages, long limitNanos) {
        long[] bounds = new long[stages.size() + 1];
        for (int i = 0; i < stages.size(); i++) {
            bounds[i + 1] = Math.min(limitNanos, plus(bounds[i], stages.get(i).durationNanos()));
        }
        return new StageClock(bounds);
    }

    int stages() {
        return bounds.length - 1;
    }

    long lengthNanos() {
        return bounds[bounds.length - 1];
    }

    long startNanos(int stage) {
        return bounds[stage];
    }

    long endNanos(int stage) {
        return bounds[stage + 1];
    }

    int stageAt(long nanos) {
        for (int stage = 0; stage < stages(); stage++) {
            if (nanos >= startNanos(stage) && nanos < endNanos(stage)) {
                return stage;
            }
        }
        return -1;
    }

    /** A later instant; for ever stays for ever. */
    static long plus(long nanos, double delta) {
        return nanos + delta >= Long.MAX_VALUE ? Long.MAX_VALUE : nanos + (long) delta;
    }

    static long plus(long nanos, long delta) {
        return delta >= Long.MAX_VALUE - nanos ? Long.MAX_VALUE : nanos + delta;
    }
}
