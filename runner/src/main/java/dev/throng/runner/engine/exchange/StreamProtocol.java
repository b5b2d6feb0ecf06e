package dev.throng.runner.engine.exchange;

import dev.throng.runner.code.MetricKind;
import dev.throng.runner.engine.judge.BodyReader;
import dev.throng.runner.engine.judge.Content;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.stream.EventStream;
import dev.throng.runner.http.Carrier;
import dev.throng.runner.http.response.BodyConsumer;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.plan.step.Streaming;
import org.jspecify.annotations.Nullable;

/** A request whose answer is a stream: listens to its events, as far as there are any. */
final class StreamProtocol extends Protocol implements EventStream.Meter {
    private final Loop loop;
    private final Runnable hurry;
    private @Nullable EventStream stream;
    private boolean cutShort;

    /** @param hurry is called when {@link #deadline} may have come nearer */
    StreamProtocol(Loop loop, Runnable hurry) {
        this.loop = loop;
        this.hurry = hurry;
    }

    @Override
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

    @Override
    @Nullable BodyConsumer bodyConsumer() {
        return stream;
    }

    /** The stream that is being listened to; null when there is none, or none yet. */
    private @Nullable EventStream open() {
        EventStream listened = stream;
        return listened != null && listened.isOpen() ? listened : null;
    }

    @Override
    long deadline(long sentNanos, long other) {
        EventStream listened = stream;
        return listened == null ? other : Math.min(other, listened.deadline(sentNanos));
    }

    /** The user has had enough, or loses patience. */
    @Override
    boolean isDone(long sentNanos, long nowNanos) {
        EventStream listened = open();
        return listened != null && listened.isDone(sentNanos, nowNanos);
    }

    @Override
    @Nullable Failure late(long sentNanos, long nowNanos) {
        EventStream listened = stream;
        return listened == null ? null : listened.late(sentNanos, nowNanos);
    }

    @Override
    boolean fails(Failure why, long nowNanos) {
        EventStream listened = open();
        if (listened != null) {
            listened.fail(why, nowNanos);
        }
        return listened != null;
    }

    @Override
    void cut() {
        cutShort = true;
    }

    @Override
    boolean isCutShort() {
        return cutShort;
    }

    @Override
    boolean leavesConnection() {
        return !cutShort;
    }

    @Override
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

    @Override
    @Nullable Failure read(Call call, boolean wantsBody, ResponseParser response, Content content, BodyReader bodies) {
        EventStream listened = open();
        if (listened == null) {
            return super.read(call, wantsBody, response, content, bodies);
        }
        Failure failure = listened.failure();
        bodies.read(response, listened::show);
        return failure;
    }

    @Override
    boolean hasRead(boolean wantsBody) {
        return wantsBody || open() != null;
    }

    @Override
    String words(long sentNanos) {
        EventStream listened = open();
        return listened == null ? "" : listened.words(sentNanos);
    }

    @Override
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
