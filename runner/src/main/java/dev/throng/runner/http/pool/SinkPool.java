package dev.throng.runner.http.pool;

import dev.throng.runner.script.ByteSink;
import java.util.ArrayDeque;

/**
 * Byte sinks that a loop's exchanges borrow while they need one, so that idle connections hold none. One per loop,
 * confined to it. In the mode of {@link Poison} no sink is lent a second time.
 */
public final class SinkPool {
    private static final int INITIAL_BYTES = 1024;
    private static final int KEPT_BYTES = 64 * 1024;
    private static final int KEPT_SINKS = 1024;

    private final ArrayDeque<ByteSink> idle = new ArrayDeque<>();
    private final Poison poison = new Poison();
    private final boolean poisons;

    public SinkPool() {
        this(Poison.ON);
    }

    SinkPool(boolean poisons) {
        this.poisons = poisons;
    }

    /** An empty sink. */
    public ByteSink take() {
        ByteSink sink = idle.pollLast();
        return sink != null ? sink : new ByteSink(INITIAL_BYTES);
    }

    /** Gives a sink back; the caller forgets it. One that grew large is left to the collector. */
    public void give(ByteSink sink) {
        if (poisons) {
            poison.retire(sink);
        } else if (sink.array().length <= KEPT_BYTES && idle.size() < KEPT_SINKS) {
            sink.truncate(0);
            idle.addLast(sink);
        }
    }

    /** At the end: fails when somebody wrote to a sink that was no longer his. Looks only in the mode of {@link Poison}. */
    public void check() {
        poison.check();
    }
}
