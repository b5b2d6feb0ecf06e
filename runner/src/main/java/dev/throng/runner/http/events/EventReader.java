package dev.throng.runner.http.events;

import dev.throng.api.step.StreamFormat;
import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.script.ByteSink;
import org.jspecify.annotations.Nullable;

/** Finds the events in one streamed body. One per body; confined to its loop. */
public abstract class EventReader {
    /** Whom events are told to. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes an event; its bytes are gone when this returns.
         *
         * @param name what the server calls it; empty when it says nothing
         */
        void event(ByteSink name, byte[] data, int from, int length);
    }

    static final ByteSink NAMELESS = new ByteSink(0);

    private final int mostBytes;
    private @Nullable String problem;

    EventReader(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** @param mostBytes of an event; a longer one is a problem, and the last thing that is read */
    public static EventReader of(StreamFormat format, SinkPool sinks, int mostBytes, Sink sink) {
        return switch (format) {
            case events -> new ServerSentEvents(sinks, mostBytes, sink);
            case lines -> new Lines(sinks, mostBytes, sink);
            case pieces -> new Pieces(sink);
        };
    }

    /** Takes what has come. */
    public final void piece(byte[] bytes, int from, int length) {
        if (problem == null) {
            read(bytes, from, from + length);
        }
    }

    abstract void read(byte[] bytes, int from, int to);

    /** The body is whole: what stands at its end without an end of its own may be an event too. */
    public void end() {}

    /** Gives back what it has borrowed. */
    public void release() {}

    /** What is wrong with the stream; null when nothing is. */
    public @Nullable String problem() {
        return problem;
    }

    /** Whether so many bytes of an event are too many, which is then the problem. */
    final boolean isTooLong(int bytes) {
        if (bytes > mostBytes) {
            problem = "an event longer than http.maxBodySize";
        }
        return problem != null;
    }

    /** Whatever comes at a time. */
    private static final class Pieces extends EventReader {
        private final Sink sink;

        Pieces(Sink sink) {
            super(Integer.MAX_VALUE);
            this.sink = sink;
        }

        @Override
        void read(byte[] bytes, int from, int to) {
            if (to > from) {
                sink.event(NAMELESS, bytes, from, to - from);
            }
        }
    }
}
