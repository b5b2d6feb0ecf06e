package dev.throng.runner.engine.exchange;

import dev.throng.runner.code.MetricKind;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.tracing.TraceIds;
import dev.throng.runner.engine.user.Measured;
import dev.throng.runner.http.Carrier;
import dev.throng.runner.stats.Snapshot.Counter;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one exchange, a whole chain of redirects and retries: when it was meant to start, when it was first sent,
 * what went over the wire. Instants are {@link System#nanoTime}. Used again and again; confined to the loop.
 */
public final class Sample {
    private static final long NEVER = -1;

    private final Loop loop;
    private long intendedNanos;
    private long beganNanos;
    private long firstSentNanos;
    private long endNanos;
    private long received;
    private long sent;
    private int status;
    private long lines;
    private boolean pending;
    private boolean first;
    private Counter reason = Counter.RETRIES;

    Sample(Loop loop) {
        this.loop = loop;
    }

    void begin(long intended) {
        intendedNanos = intended;
        beganNanos = Math.max(intended, loop.clock().awakeSince());
        firstSentNanos = NEVER;
        received = 0;
        sent = 0;
        status = 0;
        lines = 0;
        pending = false;
    }

    /** The status of the answer; a redirect that is followed is none. */
    void answered(int code) {
        status = code;
    }

    /** There will be another request, for this reason. */
    void another(Counter why) {
        reason = why;
        status = 0;
    }

    /** A request was given to the kernel. */
    void sent(long atNanos, long bytes) {
        sent += bytes;
        first = firstSentNanos == NEVER;
        if (first) {
            firstSentNanos = atNanos;
        }
        pending = true;
    }

    /** More of what was sent last was given to the kernel. */
    void more(long bytes) {
        sent += bytes;
    }

    /** What was sent last was given to the kernel then, a little later than it seemed. */
    void reallySent(long atNanos) {
        if (first) {
            firstSentNanos = atNanos;
        }
    }

    /** What was sent last has reached the server: one more line in its log, which the row itself stands for if it is the first. */
    void arrived() {
        if (pending) {
            pending = false;
            if (lines > 0) {
                loop.count(reason);
            }
            lines++;
        }
    }

    /** What was sent last has not reached the server, so that its log has no line of it. */
    void missed() {
        pending = false;
        if (lines == 0) {
            firstSentNanos = NEVER;
        }
    }

    /** An answer to what was sent last is there. */
    void responded(Carrier from) {
        if (from.mayBeOutOfTurn()) {
            unclear();
        } else {
            arrived();
        }
        received(from.bytesReceived());
        reallySent(from.sentAt());
    }

    /** What was sent last has lost its connection: notes whether the server's log can hold it. */
    void lost(Carrier.Loss loss, Carrier gone) {
        received(gone.bytesReceived());
        reallySent(gone.sentAt());
        boolean answered = switch (loss) {
            case BEFORE_RESPONSE, OUT_OF_TURN, UNPROCESSED -> false;
            // A stream may be lost by what was said to another.
            case PROTOCOL -> gone.firstByteAt() != 0 || !gone.isStream();
            case CONNECT, TLS, OWN_LIMIT, WITHIN_RESPONSE -> true;
        };
        if (answered) {
            arrived();
            return;
        }
        switch (gone.fate()) {
            case MISSED -> missed();
            // A server that has read a request may close its side, or die, without another look at it.
            case ARRIVED, UNCLEAR -> unclear();
        }
    }

    /**
     * What was sent last is not waited for any more. Nearly always the server has got it; one of which nothing is confirmed may
     * still be on its way.
     *
     * @param over what it was sent over; null when it was not
     */
    void givenUp(@Nullable Carrier over) {
        if (over != null && over.fate() == Carrier.Fate.MISSED) {
            unclear();
        } else {
            arrived();
        }
    }

    /** Nobody knows whether what was sent last has reached the server. */
    void unclear() {
        pending = false;
        loop.count(Counter.UNCLEAR);
    }

    void received(long bytes) {
        received += bytes;
    }

    void end(long atNanos) {
        endNanos = atNanos;
    }

    /** Of the answer; 0 without one. */
    int status() {
        return status;
    }

    long beganNanos() {
        return beganNanos;
    }

    long endNanos() {
        return endNanos;
    }

    long intendedNanos() {
        return intendedNanos;
    }

    /** From the intended start to the end. */
    long responseNanos() {
        return endNanos - intendedNanos;
    }

    /** Counts a soft check, unless what was measured is the generator's own standstill. */
    void check(String name, boolean met) {
        if (!wasSent() || !loop.clock().stalled(intendedNanos, endNanos)) {
            loop.metric(MetricKind.CHECK, name, met ? 1 : 0, intendedNanos);
        }
    }

    /** Whether the server's log holds a line of it. */
    boolean reached() {
        return lines > 0;
    }

    /** Whether it was on its way, so that it has times. */
    boolean wasSent() {
        return firstSentNanos != NEVER;
    }

    /** The run is over and there is no answer yet: no sample, but what was on its way counts as aborted. */
    void cutOff(Call call, long atNanos) {
        loop.recorder().recordAborted(call.slot, atNanos - intendedNanos);
        if (!reached()) {
            loop.count(Counter.NEVER_SENT);
        }
    }

    /** What has times is no row without a line, unless this is said; of what has none its recording says so. */
    private void noteUnreached() {
        if (wasSent() && !reached()) {
            loop.count(Counter.NEVER_SENT);
        }
    }

    /** The same figures for code, which counts by itself. @param firstByteAt 0 when there was none @param ids null when it has no trace */
    Measured measured(Call call, @Nullable Failure failure, long firstByteAt, @Nullable TraceIds ids) {
        noteUnreached();
        return new Measured(
                call.key,
                call.slot,
                loop.runClock().phase(intendedNanos),
                status,
                responseNanos(),
                wasSent() ? endNanos - firstSentNanos : NEVER,
                firstByteAt == 0 ? NEVER : firstByteAt - firstSentNanos,
                received,
                sent,
                wasSent() && loop.clock().stalled(intendedNanos, endNanos),
                failure,
                wasSent() ? ids : null);
    }

    /** Notes where its trace can be found, unless what was measured is the generator's own standstill. @param ids null when it has none */
    void trace(Call call, @Nullable TraceIds ids, @Nullable Failure failure) {
        if (ids != null && wasSent() && !loop.clock().stalled(intendedNanos, endNanos)) {
            loop.recorder()
                    .traced(
                            call.key,
                            loop.runClock().phase(intendedNanos),
                            ids.trace(),
                            ids.span(),
                            responseNanos(),
                            failure == null ? "" : failure.message());
        }
    }

    /** @param firstByteAt 0 when there was none */
    void record(Call call, @Nullable Failure failure, long firstByteAt) {
        int phase = loop.runClock().phase(intendedNanos);
        long service = wasSent() ? endNanos - firstSentNanos : NEVER;
        long firstByte = firstByteAt == 0 ? NEVER : firstByteAt - firstSentNanos;
        noteUnreached();
        if (wasSent() && loop.clock().stalled(intendedNanos, endNanos)) {
            loop.recorder().recordStalled(call.slot, phase, received, sent, failure != null);
        } else if (failure == null) {
            loop.recorder().record(call.slot, phase, status, responseNanos(), service, firstByte, received, sent);
        } else {
            loop.recorder()
                    .recordFailure(
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
