package dev.throng.runner.http;

import dev.throng.runner.script.ByteSink;
import java.util.ArrayDeque;

/**
 * Byte sinks that a loop's exchanges borrow while they need one, so that idle connections hold none. One per loop,
 * confined to it.
 */
public final class SinkPool {
    private static final int INITIAL_BYTES = 1024;
    private static final int KEPT_BYTES = 64 * 1024;
    private static final int KEPT_SINKS = 1024;

    private final ArrayDeque<ByteSink> idle = new ArrayDeque<>();

    /** An empty sink. */
    public ByteSink take() {
        ByteSink sink = idle.pollLast();
        return sink != null ? sink : new ByteSink(INITIAL_BYTES);
    }

    /** Gives a sink back; the caller forgets it. One that grew large is left to the collector. */
    public void give(ByteSink sink) {
        if (sink.array().length <= KEPT_BYTES && idle.size() < KEPT_SINKS) {
            sink.truncate(0);
            idle.addLast(sink);
        }
    }
}
