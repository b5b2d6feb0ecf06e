package dev.throng.runner.engine.exchange;

import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.judge.Judge;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.stats.FailureKind;

/** How long an exchange waits for what: a connection, a first byte, the whole. Confined to the loop. */
public final class Patience {
    private final Loop loop;
    private final Sample sample;
    private long wholeNanos;
    private long openingNanos;

    Patience(Loop loop, Sample sample) {
        this.loop = loop;
        this.sample = sample;
    }

    void begin(long totalTimeoutNanos) {
        wholeNanos = totalTimeoutNanos;
    }

    /** A connection is being opened from now on. */
    void opening() {
        openingNanos = System.nanoTime();
    }

    long untilOpen() {
        return Math.min(untilWhole(), openingNanos + loop.network().connectTimeoutNanos());
    }

    long untilFirstByte(long sentAt) {
        return Math.min(untilWhole(), sentAt + loop.network().firstByteTimeoutNanos());
    }

    long untilWhole() {
        return sample.beganNanos() + wholeNanos;
    }

    /** Whether there is no time left at all. */
    boolean isOver(long nowNanos) {
        return nowNanos >= untilWhole();
    }

    /** What has run out by now. */
    Failure runOut(boolean opening, long nowNanos) {
        if (nowNanos >= untilWhole()) {
            return new Failure(
                    opening && !sample.wasSent() ? FailureKind.CONNECT : FailureKind.TIMEOUT,
                    "not complete within " + Judge.seconds(wholeNanos));
        }
        return opening
                ? new Failure(
                        FailureKind.CONNECT,
                        "no connection within " + Judge.seconds(loop.network().connectTimeoutNanos()))
                : new Failure(
                        FailureKind.TIMEOUT,
                        "no response within " + Judge.seconds(loop.network().firstByteTimeoutNanos()));
    }
}
