package dev.throng.runner.engine.stream;

/** Instants that may be so far away that they never come. */
final class Instants {
    private static final long NEVER = Long.MAX_VALUE;

    private Instants() {}

    static long later(long fromNanos, long byNanos) {
        return byNanos == NEVER ? NEVER : fromNanos + byNanos;
    }
}
