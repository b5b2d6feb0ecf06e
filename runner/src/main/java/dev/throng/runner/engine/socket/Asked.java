package dev.throng.runner.engine.socket;

/** Something that was said over a WebSocket and waits for its answer: when it was to be said, and when it was. */
record Asked(long intendedNanos, long sentNanos) {
    static Asked now(long intendedNanos) {
        return new Asked(intendedNanos, Math.max(intendedNanos, System.nanoTime()));
    }
}
