package dev.throng.runner.http.response;

import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.script.ByteSink;
import org.jspecify.annotations.Nullable;

/**
 * The content of one response body. A body that came in one piece of one window is not copied: the view points into the
 * window. Otherwise it is gathered in a borrowed sink.
 */
final class Body {
    private static final byte[] EMPTY = {};

    private final SinkPool sinks;
    private long wanted;
    private long count;
    private byte[] window = EMPTY;
    private int from;
    private int length;
    private @Nullable ByteSink gathered;

    Body(SinkPool sinks) {
        this.sinks = sinks;
    }

    void reset(boolean isWanted) {
        release();
        wanted = isWanted ? Long.MAX_VALUE : 0;
        count = 0;
    }

    /** Keeps the beginning at least: before the first piece. */
    void sample(int bytes) {
        wanted = Math.max(wanted, bytes);
    }

    /** Takes the next piece of content. */
    void piece(byte[] bytes, int start, int size) {
        int kept = (int) Math.min(size, wanted - Math.min(count, wanted));
        count += size;
        if (kept == 0) {
            return;
        }
        if (gathered == null && length == 0) {
            window = bytes;
            from = start;
            length = kept;
        } else {
            gather().append(bytes, start, kept);
        }
    }

    /** Counts a piece that somebody else takes. */
    void pass(int size) {
        count += size;
    }

    /** The window is about to be overwritten: what points into it is copied. */
    void keep() {
        if (length > 0) {
            ByteSink unused = gather();
        }
    }

    private ByteSink gather() {
        if (gathered == null) {
            gathered = sinks.take();
            gathered.append(window, from, length);
            window = EMPTY;
            from = 0;
            length = 0;
        }
        return gathered;
    }

    void release() {
        ByteSink own = gathered;
        if (own != null) {
            gathered = null;
            sinks.give(own);
        }
        window = EMPTY;
        from = 0;
        length = 0;
    }

    long count() {
        return count;
    }

    byte[] array() {
        return gathered != null ? gathered.array() : window;
    }

    int from() {
        return from;
    }

    int length() {
        return gathered != null ? gathered.length() : length;
    }
}
