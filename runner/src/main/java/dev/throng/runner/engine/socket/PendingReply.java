package dev.throng.runner.engine.socket;

/** Something that was said over a WebSocket and waits for its answer: when it was to be said, and when it was. */
record PendingReply(long intendedNanos, long sentNanos) {
    static PendingReply now(long intendedNanos) {
        return new PendingReply(intendedNanos, Math.max(intendedNanos, System.nanoTime()));
    }
}
