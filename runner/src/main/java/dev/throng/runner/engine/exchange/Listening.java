package dev.throng.runner.engine.exchange;

import dev.throng.runner.code.MetricKind;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.stream.EventStream;
import dev.throng.runner.http.Carrier;
import dev.throng.runner.http.Tap;
import dev.throng.runner.plan.step.Streaming;
import org.jspecify.annotations.Nullable;

/** An exchange's listening to the events of its response, if that is a stream. Confined to the loop. */
final class Listening implements EventStream.Meter {
    private final Loop loop;
    private final Runnable hurry;
    private @Nullable EventStream stream;
    private boolean cutShort;

    /** @param hurry is called when {@link #deadline} may have come nearer */
    Listening(Loop loop, Runnable hurry) {
        this.loop = loop;
        this.hurry = hurry;
    }

    void begin(Call call, long intendedNanos) {
        Streaming what = call.stream;
        cutShort = false;
        stream = what == null
                ? null
                : new EventStream(
                        what,
                        intendedNanos,
                        (int) Math.min(
                                Integer.MAX_VALUE / 2,
                                loop.shared().plan().http().maxBodyBytes()),
                        call.prepared.wantsBody(),
                        loop.network().io().sinks(),
                        loop.eventData(),
                        this);
    }

    @Nullable Tap tap() {
        return stream;
    }

    /** The stream that is being listened to; null when there is none, or none yet. */
    @Nullable EventStream open() {
        EventStream listened = stream;
        return listened != null && listened.isOpen() ? listened : null;
    }

    /** The nearer one of when something is due here, and of another instant. */
    long deadline(long sentNanos, long other) {
        EventStream listened = stream;
        return listened == null ? other : Math.min(other, listened.deadline(sentNanos));
    }

    /** Whether nothing is waited for any more, although the response has not ended: the user has had enough, or loses patience. */
    boolean isDone(long sentNanos, long nowNanos) {
        EventStream listened = open();
        return listened != null && listened.isDone(sentNanos, nowNanos);
    }

    /** Why it is taking too long, if it is not the request as a whole that does. */
    @Nullable Failure late(long sentNanos, long nowNanos) {
        EventStream listened = stream;
        return listened == null ? null : listened.late(sentNanos, nowNanos);
    }

    /** The response is taken as it is now, and the rest of it not waited for. */
    void cut() {
        cutShort = true;
    }

    boolean isCutShort() {
        return cutShort;
    }

    /** The response is there, as far as it will be. @return when it ended */
    long ended(Carrier from) {
        EventStream listened = open();
        if (listened == null) {
            return from.lastByteAt();
        }
        if (cutShort) {
            return listened.overNanos();
        }
        listened.complete(from.lastByteAt());
        return from.lastByteAt();
    }

    void close() {
        EventStream listened = stream;
        if (listened != null) {
            stream = null;
            listened.close();
        }
    }

    @Override
    public void metric(MetricKind kind, String name, double value, long beganNanos) {
        loop.metric(kind, name, value, beganNanos);
    }

    @Override
    public boolean stalled(long fromNanos, long toNanos) {
        return loop.clock().stalled(fromNanos, toNanos);
    }

    @Override
    public void hurried() {
        hurry.run();
    }
}
