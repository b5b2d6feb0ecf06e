package dev.throng.runner.engine.exchange;

import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.http.Carrier;
import dev.throng.runner.script.Durations;
import dev.throng.runner.stats.FailureKind;
import org.jspecify.annotations.Nullable;

/** How long an exchange waits for what: a connection, a first byte, the whole. Confined to the loop. */
public final class Timeouts {
    private final Loop loop;
    private final Sample sample;
    private long wholeNanos;
    private long openingNanos;

    Timeouts(Loop loop, Sample sample) {
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

    private long untilOpen() {
        return Math.min(untilWhole(), openingNanos + loop.network().connectTimeoutNanos());
    }

    private long untilFirstByte(long sentAt) {
        return Math.min(untilWhole(), sentAt + loop.network().firstByteTimeoutNanos());
    }

    private long untilWhole() {
        return sample.beganNanos() + wholeNanos;
    }

    /** When something is due that has not come, or has to be done. */
    long until(boolean opening, @Nullable Carrier over, Protocol protocol) {
        if (opening) {
            return untilOpen();
        }
        if (over == null) {
            return untilWhole();
        }
        boolean waits = over.firstByteAt() == 0;
        return protocol.deadline(over.sentAt(), waits ? untilFirstByte(over.sentAt()) : untilWhole());
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
                    "not complete within " + Durations.said(wholeNanos));
        }
        return opening
                ? new Failure(
                        FailureKind.CONNECT,
                        "no connection within " + Durations.said(loop.network().connectTimeoutNanos()))
                : new Failure(
                        FailureKind.TIMEOUT,
                        "no response within " + Durations.said(loop.network().firstByteTimeoutNanos()));
    }
}
