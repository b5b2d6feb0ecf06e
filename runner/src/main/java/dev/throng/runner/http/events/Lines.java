package dev.throng.runner.http.events;

import dev.throng.runner.http.pool.SinkPool;

/** Each line that is not blank is an event, as in JSON lines. */
final class Lines extends LineReader {
    private final Sink sink;

    Lines(SinkPool sinks, int mostBytes, Sink sink) {
        super(sinks, mostBytes);
        this.sink = sink;
    }

    @Override
    void line(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] != ' ' && bytes[at] != '\t') {
                sink.event(NAMELESS, bytes, from, to - from);
                return;
            }
        }
    }

    @Override
    public void end() {
        endLine();
    }
}
