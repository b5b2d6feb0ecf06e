package dev.throng.runner.http.response;

import dev.throng.runner.http.pool.Poison;
import dev.throng.runner.http.pool.SinkPool;
import java.util.ArrayDeque;

/**
 * Response parsers that a loop's connections borrow from a response's first byte until it is judged. Most responses come in
 * one piece, so nearly always it is the same one, which the processor's cache still holds; idle connections hold none. One
 * per loop, confined to it. In the mode of {@link Poison} no parser is lent a second time.
 */
public final class ParserPool {
    private static final int KEPT = 1024;

    private final ArrayDeque<ResponseParser> idle = new ArrayDeque<>();
    private final SinkPool sinks;
    private final boolean poisons;

    public ParserPool(SinkPool sinks) {
        this(sinks, Poison.ON);
    }

    public ParserPool(SinkPool sinks, boolean poisons) {
        this.sinks = sinks;
        this.poisons = poisons;
    }

    /** One that is to {@linkplain ResponseParser#begin begin}. */
    public ResponseParser take() {
        ResponseParser parser = idle.pollLast();
        return parser != null ? parser : new ResponseParser(sinks);
    }

    /** Gives a parser back, which forgets its response; the caller forgets the parser. */
    public void give(ResponseParser parser) {
        parser.release();
        if (poisons) {
            parser.retire();
        } else if (idle.size() < KEPT) {
            idle.addLast(parser);
        }
    }
}
