package dev.throng.runner.http.events;

import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.script.ByteSink;
import org.jspecify.annotations.Nullable;

/** Reads lines, which end with CR, LF or both. A line that lies whole in a piece is not copied. */
abstract class LineReader extends EventReader {
    private final SinkPool sinks;

    /** Of a line whose end has not come. */
    private @Nullable ByteSink begun;

    private boolean afterReturn;

    LineReader(SinkPool sinks, int mostBytes) {
        super(mostBytes);
        this.sinks = sinks;
    }

    /** Takes a line without its end. */
    abstract void line(byte[] bytes, int from, int to);

    @Override
    final void read(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && problem() == null) {
            if (afterReturn && bytes[at] == '\n') {
                at++;
            }
            afterReturn = false;
            int end = end(bytes, at, to);
            if (end == to) {
                keep(bytes, at, to);
                return;
            }
            afterReturn = bytes[end] == '\r';
            whole(bytes, at, end);
            at = end + 1;
        }
    }

    private static int end(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n' || bytes[at] == '\r') {
                return at;
            }
        }
        return to;
    }

    private void whole(byte[] bytes, int from, int to) {
        ByteSink before = begun;
        if (before == null) {
            if (!isTooLong(to - from)) {
                line(bytes, from, to);
            }
        } else {
            keep(bytes, from, to);
            if (problem() == null) {
                begun = null;
                line(before.array(), 0, before.length());
                sinks.give(before);
            }
        }
    }

    private void keep(byte[] bytes, int from, int to) {
        int length = to - from;
        ByteSink before = begun;
        if (length == 0 || isTooLong(length + (before == null ? 0 : before.length()))) {
            return;
        }
        if (before == null) {
            before = sinks.take();
            begun = before;
        }
        before.append(bytes, from, length);
    }

    /** Takes a last line that has no end as a line too. */
    final void endLine() {
        ByteSink before = begun;
        if (before != null && problem() == null) {
            begun = null;
            line(before.array(), 0, before.length());
            sinks.give(before);
        }
    }

    @Override
    public void release() {
        ByteSink before = begun;
        if (before != null) {
            begun = null;
            sinks.give(before);
        }
    }
}
