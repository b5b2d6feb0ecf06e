package dev.throng.runner.engine.loop;

import dev.throng.runner.engine.timing.Timer;
import dev.throng.runner.engine.timing.Timers;
import dev.throng.runner.http.KeepAlive;

/** Has the connections of a loop asked, time and again, whether they are alive. Confined to the loop. */
final class KeepAliveTimer extends Timer {
    private final KeepAlive keepAlive;
    private final Timers timers;

    KeepAliveTimer(KeepAlive keepAlive, Timers timers) {
        this.keepAlive = keepAlive;
        this.timers = timers;
    }

    void begin() {
        timers.set(this, System.nanoTime() + keepAlive.betweenNanos());
    }

    @Override
    protected void fired(long nowNanos) {
        keepAlive.check(nowNanos);
        begin();
    }
}
