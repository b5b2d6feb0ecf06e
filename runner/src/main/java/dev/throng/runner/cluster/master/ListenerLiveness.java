package dev.throng.runner.cluster.master;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When the thread that reads the workers' messages was last alive: it says so itself, between reads. On a starved machine it
 * may get no time while others do, and then nobody's silence means anything.
 */
public final class ListenerLiveness implements LongSupplier {
    private static final long PERIOD_MILLIS = 200;

    private volatile long at = System.nanoTime();

    /** @param thread reads the messages */
    public ListenerLiveness(EventLoop thread) {
        var unused = thread.scheduleAtFixedRate(
                () -> at = System.nanoTime(), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public long getAsLong() {
        return at;
    }
}
