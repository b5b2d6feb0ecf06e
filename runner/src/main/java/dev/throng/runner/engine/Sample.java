package dev.throng.runner.engine;

import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.stats.Snapshot.Counter;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one exchange, a whole chain of redirects and retries: when it was meant to start, when it was first sent,
 * what went over the wire. Instants are {@link System#nanoTime}. Used again and again; confined to the loop.
 */
final class Sample {
    private static final long NEVER = -1;

    private final Loop loop;
    private long intendedNanos;
    private long beganNanos;
    private long firstSentNanos;
    private long endNanos;
    private long received;
    private long sent;
    private int status;
    private @Nullable Counter next;

    Sample(Loop loop) {
        this.loop = loop;
    }

    void begin(long intended) {
        intendedNanos = intended;
        beganNanos = Math.max(intended, loop.awakeSince());
        firstSentNanos = NEVER;
        received = 0;
        sent = 0;
        status = 0;
        next = null;
    }

    /** The status of the answer; a redirect that is followed is none. */
    void answered(int code) {
        status = code;
    }

    /** The next request sent is one more line in the server's log, for this reason. */
    void another(Counter reason) {
        next = reason;
        status = 0;
    }

    /** A request was given to the kernel. */
    void sent(long atNanos, int bytes) {
        sent += bytes;
        if (firstSentNanos == NEVER) {
            firstSentNanos = atNanos;
        }
        Counter reason = next;
        if (reason != null) {
            next = null;
            loop.count(reason);
        }
    }

    /** What was sent last has not reached the server, so that its log has no line of it. */
    void unsent(boolean chainHadOthers) {
        if (!chainHadOthers) {
            firstSentNanos = NEVER;
        }
    }

    void received(long bytes) {
        received += bytes;
    }

    void end(long atNanos) {
        endNanos = atNanos;
    }

    long beganNanos() {
        return beganNanos;
    }

    long endNanos() {
        return endNanos;
    }

    /** From the intended start to the end. */
    long responseNanos() {
        return endNanos - intendedNanos;
    }

    /** Whether the server's log may hold a line of it. */
    boolean wasSent() {
        return firstSentNanos != NEVER;
    }

    /** The run is over and there is no answer yet: no sample, but what may have reached the server counts as aborted. */
    void cutOff(Call call, long atNanos) {
        if (wasSent()) {
            loop.recorder.recordAborted(call.slot, atNanos - intendedNanos);
        }
    }

    /** The same figures for code, which counts by itself. @param firstByteAt 0 when there was none */
    Measured measured(Call call, @Nullable Failure failure, long firstByteAt) {
        return new Measured(
                call.key,
                call.slot,
                loop.load.phase(intendedNanos),
                status,
                responseNanos(),
                wasSent() ? endNanos - firstSentNanos : NEVER,
                firstByteAt == 0 ? NEVER : firstByteAt - firstSentNanos,
                received,
                sent,
                wasSent() && loop.stalled(intendedNanos, endNanos),
                failure);
    }

    /** @param firstByteAt 0 when there was none */
    void record(Call call, @Nullable Failure failure, long firstByteAt) {
        int phase = loop.load.phase(intendedNanos);
        long service = wasSent() ? endNanos - firstSentNanos : NEVER;
        long firstByte = firstByteAt == 0 ? NEVER : firstByteAt - firstSentNanos;
        if (wasSent() && loop.stalled(intendedNanos, endNanos)) {
            loop.recorder.recordStalled(call.slot, phase, received, sent);
        } else if (failure == null) {
            loop.recorder.record(call.slot, phase, status, responseNanos(), service, firstByte, received, sent);
        } else {
            loop.recorder.recordFailure(
                    call.slot,
                    phase,
                    status,
                    responseNanos(),
                    service,
                    firstByte,
                    received,
                    sent,
                    failure.kind(),
                    failure.message());
        }
    }
}
