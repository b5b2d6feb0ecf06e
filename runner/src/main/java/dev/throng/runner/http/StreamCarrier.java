package dev.throng.runner.http;

import dev.throng.runner.http.h2.Stream;
import dev.throng.runner.http.response.BodyListener;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.script.ByteSink;
import org.jspecify.annotations.Nullable;

/** A stream of an HTTP/2 connection, for one exchange after the other. Confined to its loop. */
final class StreamCarrier extends Stream implements Carrier {
    private final Streams streams;
    private Owner owner;

    /** Borrowed from the response's first byte until the exchange is settled. */
    private @Nullable ResponseParser parser;

    private @Nullable BodyListener listener;
    private boolean toHead;
    private boolean wantBody;
    private long maxBodyBytes;
    private boolean used;
    private boolean waitsForKernel;
    private boolean unprocessed;
    private boolean stamped;
    private long sentAt;
    private long firstByteAt;
    private long lastByteAt;
    private long lostAt;

    StreamCarrier(Streams streams, Owner owner) {
        this.streams = streams;
        this.owner = owner;
    }

    void owner(Owner next) {
        owner = next;
    }

    @Override
    public Origin origin() {
        return streams.origin();
    }

    @Override
    public boolean send(ByteSink request, boolean head, boolean wantsBody, long mostBodyBytes) {
        listener = null;
        ready(head, wantsBody, mostBodyBytes);
        return streams.send(this, request, request.length());
    }

    @Override
    public boolean begin(ByteSink request, int to, BodyListener hears) {
        listener = hears;
        ready(false, false, Long.MAX_VALUE);
        return streams.send(this, request, to);
    }

    @Override
    public void more(ByteSink request, int from, int to) {
        streams.more(this, request, from, to);
    }

    private void ready(boolean head, boolean wantsBody, long mostBodyBytes) {
        toHead = head;
        wantBody = wantsBody;
        maxBodyBytes = mostBodyBytes;
        firstByteAt = 0;
        lostAt = 0;
        stamped = false;
        unprocessed = false;
        waitsForKernel = true;
        used = streams.wasUsed();
        sentAt = System.nanoTime();
    }

    /** All that waited has been given to the kernel. */
    void given(long atNanos) {
        waitsForKernel = false;
        sentAt = atNanos;
    }

    @Override
    public long sentBytes(ByteSink request) {
        return sentBytes();
    }

    @Override
    protected boolean head(byte[] bytes, int length, boolean held) {
        ResponseParser reading = parser;
        if (reading == null) {
            reading = streams.borrow();
            reading.beginFramed(toHead, wantBody, maxBodyBytes);
            reading.bodyConsumer(owner.bodyConsumer());
            parser = reading;
            firstByteAt = streams.firstOf(sentAt);
        }
        reading.head(bytes, length);
        check(reading);
        return reading.state() == ResponseParser.State.NEED_MORE && reading.status() == 0;
    }

    @Override
    protected void content(byte[] bytes, int from, int to) {
        ResponseParser reading = response();
        reading.at(streams.lastOf(sentAt));
        BodyListener hears = listener;
        String unwanted = hears == null ? null : hears.piece(bytes, from, to, streams.lastOf(sentAt));
        if (unwanted != null) {
            streams.cancel(this);
            lost(Loss.PROTOCOL, unwanted);
            return;
        }
        reading.content(bytes, from, to);
        check(reading);
    }

    /** What is no proper response ends the stream, not the connection. */
    private void check(ResponseParser reading) {
        if (reading.state() == ResponseParser.State.FAILED) {
            streams.cancel(this);
            lost(Loss.PROTOCOL, reading.problem());
        }
    }

    @Override
    protected void trailers(byte[] bytes, int length) {
        response().trailers(bytes, length);
    }

    @Override
    protected void complete() {
        ResponseParser reading = response();
        reading.end();
        if (reading.state() == ResponseParser.State.FAILED) {
            lost(Loss.PROTOCOL, reading.problem());
            return;
        }
        lastByteAt = streams.lastOf(sentAt);
        stamped = streams.isStamped(sentAt);
        streams.carried();
        owner.responded(this);
    }

    @Override
    protected void over(Ending how, String message) {
        switch (how) {
            case UNPROCESSED -> {
                unprocessed = parser == null;
                lost(unprocessed ? Loss.UNPROCESSED : Loss.WITHIN_RESPONSE, message);
            }
            case RESET -> lost(parser == null ? Loss.BEFORE_RESPONSE : Loss.WITHIN_RESPONSE, message);
            case VIOLATED -> lost(Loss.PROTOCOL, message);
        }
    }

    private void lost(Loss loss, String message) {
        lostAt = System.nanoTime();
        release();
        owner.lost(this, loss, message);
    }

    @Override
    protected void outlive() {
        ResponseParser reading = parser;
        if (reading != null) {
            reading.outliveWindow();
        }
    }

    @Override
    public ResponseParser response() {
        ResponseParser reading = parser;
        if (reading == null) {
            throw new IllegalStateException("no response has begun");
        }
        return reading;
    }

    @Override
    public void settle(boolean mayKeep) {
        release();
        if (!mayKeep) {
            streams.retire();
        }
        streams.free(this);
    }

    @Override
    public void close() {
        release();
        streams.giveUp(this, sentAt);
    }

    private void release() {
        ResponseParser read = parser;
        if (read != null) {
            parser = null;
            streams.giveBack(read);
        }
    }

    @Override
    public void part() {}

    @Override
    public boolean wasUsed() {
        return used;
    }

    @Override
    public Fate fate() {
        return unprocessed || waitsForKernel ? Fate.MISSED : Fate.UNCLEAR;
    }

    @Override
    public boolean mayBeOutOfTurn() {
        return false;
    }

    @Override
    public boolean isStream() {
        return true;
    }

    @Override
    public long sentAt() {
        return sentAt;
    }

    @Override
    public long firstByteAt() {
        return firstByteAt;
    }

    @Override
    public long lastByteAt() {
        return lastByteAt;
    }

    @Override
    public boolean isStamped() {
        return stamped;
    }

    @Override
    public long lostAt() {
        return lostAt;
    }

    @Override
    public long bytesReceived() {
        return receivedBytes();
    }
}
