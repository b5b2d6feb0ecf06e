package dev.throng.runner.engine.loop;

import dev.throng.runner.engine.timing.Timer;
import dev.throng.runner.engine.timing.Timers;
import dev.throng.runner.http.Pulse;

/** Has the connections of a loop asked, time and again, whether they are alive. Confined to the loop. */
final class Beating extends Timer {
    private final Pulse pulse;
    private final Timers timers;

    Beating(Pulse pulse, Timers timers) {
        this.pulse = pulse;
        this.timers = timers;
    }

    void begin() {
        timers.set(this, System.nanoTime() + pulse.betweenNanos());
    }

    @Override
    protected void fired(long nowNanos) {
        pulse.beat(nowNanos);
        begin();
    }
}
