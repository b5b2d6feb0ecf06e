package dev.throng.runner.engine.draw;

import dev.throng.runner.dispatch.Share;
import java.util.concurrent.atomic.AtomicLongArray;

/** The run's counters, as far as this worker draws from them: no number is drawn twice in the whole run. Safe for all threads. */
public final class Numbers {
    private final AtomicLongArray drawn;

    public Numbers(int counters) {
        drawn = new AtomicLongArray(counters);
    }

    public long next(int counter, Share share) {
        return share.uniqueNumber(drawn.getAndIncrement(counter));
    }
}
