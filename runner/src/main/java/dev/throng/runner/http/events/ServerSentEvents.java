package dev.throng.runner.http.events;

import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.script.ByteSink;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events by the HTML standard (§9.2.6): an event is what stands before a blank line and has data; an unfinished one at the end of
 * the body is none. Comments, {@code id} and {@code retry} are passed over, as nobody connects again here.
 */
final class ServerSentEvents extends LineReader {
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final SinkPool sinks;
    private final Sink sink;
    private @Nullable ByteSink data;
    private @Nullable ByteSink name;
    private boolean first = true;

    ServerSentEvents(SinkPool sinks, int mostBytes, Sink sink) {
        super(sinks, mostBytes);
        this.sinks = sinks;
        this.sink = sink;
    }

    @Override
    void line(byte[] bytes, int from, int to) {
        int start = first && begins(bytes, from, to, MARK) ? from + MARK.length : from;
        first = false;
        if (start == to) {
            dispatch();
            return;
        }
        int colon = start;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        if (is(bytes, start, colon, DATA)) {
            data(bytes, value(bytes, colon, to), to);
        } else if (is(bytes, start, colon, EVENT)) {
            name(bytes, value(bytes, colon, to), to);
        }
    }

    private static boolean begins(byte[] bytes, int from, int to, byte[] with) {
        return to - from >= with.length && is(bytes, from, from + with.length, with);
    }

    private static boolean is(byte[] bytes, int from, int to, byte[] what) {
        if (to - from != what.length) {
            return false;
        }
        for (int i = 0; i < what.length; i++) {
            if (bytes[from + i] != what[i]) {
                return false;
            }
        }
        return true;
    }

    /** Behind the colon and one blank; a line without a colon has an empty value. */
    private static int value(byte[] bytes, int colon, int to) {
        int from = Math.min(colon + 1, to);
        return from < to && bytes[from] == ' ' ? from + 1 : from;
    }

    private void data(byte[] bytes, int from, int to) {
        ByteSink gathered = data;
        if (gathered == null) {
            gathered = sinks.take();
            data = gathered;
        } else {
            gathered.append((byte) '\n');
        }
        if (!isTooLong(gathered.length() + to - from)) {
            gathered.append(bytes, from, to - from);
        }
    }

    private void name(byte[] bytes, int from, int to) {
        ByteSink own = name;
        if (own == null) {
            own = sinks.take();
            name = own;
        }
        own.truncate(0);
        own.append(bytes, from, to - from);
    }

    private void dispatch() {
        ByteSink whole = data;
        ByteSink own = name;
        data = null;
        name = null;
        if (whole != null) {
            sink.event(own == null ? NAMELESS : own, whole.array(), 0, whole.length());
            sinks.give(whole);
        }
        if (own != null) {
            sinks.give(own);
        }
    }

    @Override
    public void release() {
        super.release();
        ByteSink whole = data;
        ByteSink own = name;
        data = null;
        name = null;
        if (whole != null) {
            sinks.give(whole);
        }
        if (own != null) {
            sinks.give(own);
        }
    }
}
