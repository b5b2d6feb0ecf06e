package dev.throng.runner.engine.loop;

import dev.throng.runner.stats.Recorder;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;

/**
 * When the turns of one loop begin and end: how late they are, where there were gaps that say nothing about the target, and which part
 * of the time the loop was busy. Instants are {@link System#nanoTime}. Confined to the loop, but for {@link #turnSince}.
 */
public final class LoopClock {
    private static final long LATE_NANOS = 10_000_000;

    /** A gap this long in the loop's own clock is no lateness but a standstill: it says nothing about the target. */
    private static final long STANDSTILL_NANOS = 500_000_000;

    private final Recorder recorder;
    private final Recorder.Timing lag;
    private final Recorder.Timing loopLag;
    private final Recorder.Timing standstill;
    private long asleepSince;
    private long waitedFor;
    private long awakeSince;
    private long stallEnd = Long.MIN_VALUE;
    private long busyNanos;
    private long slicedBusyNanos;
    private long slicedAt = System.nanoTime();
    private volatile long turnSince = System.nanoTime();

    LoopClock(Recorder recorder) {
        this.recorder = recorder;
        lag = recorder.timing(Snapshot.LAG);
        loopLag = recorder.timing(Snapshot.LOOP_LAG);
        standstill = recorder.timing(Snapshot.STANDSTILL);
    }

    void start() {
        awakeSince = System.nanoTime();
    }

    /** The loop waits from now on. @return now */
    long asleep() {
        asleepSince = System.nanoTime();
        return asleepSince;
    }

    /** At the latest until then. */
    void until(long nanos) {
        waitedFor = nanos;
        noticeGap(awakeSince, asleepSince);
        busyNanos += asleepSince - awakeSince;
    }

    /** The loop waits no more. */
    void awake(long nowNanos) {
        awakeSince = nowNanos;
        if (nowNanos >= waitedFor) {
            loopLag.record(nowNanos - waitedFor);
        }
        noticeGap(Math.max(waitedFor, asleepSince), nowNanos);
    }

    /** The process was stopped, or starved, when this lies long before that. */
    private void noticeGap(long expected, long actual) {
        if (actual - expected > STANDSTILL_NANOS) {
            stallEnd = actual;
            standstill.record(actual - expected);
        }
    }

    /** Timers are late by so much. */
    void late(long nanos) {
        loopLag.record(nanos);
    }

    /** A turn has begun. */
    void turnBegins() {
        turnSince = awakeSince;
    }

    /** When the present turn began, for whoever watches that turns come to an end. For all threads. */
    long turnSince() {
        return turnSince;
    }

    /** Whether a time from then to now spans a gap in this loop's own clock, so that it says nothing about the server. */
    public boolean stalled(long fromNanos, long nowNanos) {
        return fromNanos < stallEnd || nowNanos - awakeSince > STANDSTILL_NANOS;
    }

    /** When the present turn began: exact enough for time-outs, and cheaper than a look at the clock. */
    public long awakeSince() {
        return awakeSince;
    }

    /** End of the last gap in the loop's clock; long ago when there was none. */
    public long stallEnd() {
        return stallEnd;
    }

    /** Notes how late something starts that was to start then. */
    public void started(long intendedNanos) {
        long late = System.nanoTime() - intendedNanos;
        lag.record(late);
        if (late > LATE_NANOS) {
            recorder.add(Counter.LATE, 1);
        }
    }

    /** Part of the time since this was last asked in which the loop did not wait. */
    double busyShare() {
        long now = System.nanoTime();
        long busy = busyNanos + now - awakeSince;
        double share = (double) (busy - slicedBusyNanos) / Math.max(1, now - slicedAt);
        slicedBusyNanos = busy;
        slicedAt = now;
        return Math.clamp(share, 0, 1);
    }
}
