package dev.throng.runner.http.h2;

import dev.throng.runner.script.ByteSink;
import org.jspecify.annotations.Nullable;

/**
 * One exchange on a {@link Multiplexer}. Used again and again, each time with a number of its own; confined to the loop.
 *
 * <p>It hears of its response in order: {@link #head} (interim ones too), {@link #content}, {@link #trailers}, {@link
 * #complete}; or of its end without one: {@link #over}. Within these calls the multiplexer may be used.
 */
public abstract class Stream {
    /** How a stream ends without a whole response. */
    public enum Ending {
        /** The server says that it has not looked at the request. */
        UNPROCESSED,
        /** The server gave it up, or the connection ended. */
        RESET,
        /** What came is against the rules. */
        VIOLATED
    }

    int id;
    boolean open;
    boolean headed;
    long sendWindow;
    long receiveWindow;

    /** What flow control has not let go yet. */
    @Nullable ByteSink rest;

    int restFrom;

    /** Whether the request goes on behind what was sent so far. */
    boolean more;

    /** Bytes of its frames. */
    private long sent;

    private long received;

    /** Bytes of the request's frames, those that wait included. */
    public final long sentBytes() {
        return sent;
    }

    /** Bytes of the response's frames so far. */
    public final long receivedBytes() {
        return received;
    }

    final void begin(int number, long mostToSend, long mostToReceive) {
        id = number;
        open = true;
        headed = false;
        sendWindow = mostToSend;
        receiveWindow = mostToReceive;
        sent = 0;
        received = 0;
    }

    final void sends(long bytes) {
        sent += bytes;
    }

    final void receives(long bytes) {
        received += bytes;
    }

    /** Whether a part of the request waits for the server's windows. */
    protected final boolean waitsForWindow() {
        return rest != null;
    }

    /**
     * The head of a response in the form of HTTP/1.1: status line, fields, empty line.
     *
     * @param held whether the bytes stay as they are after the call; if not they are valid until {@link #outlive}
     * @return whether it is an interim one, so that another follows
     */
    protected abstract boolean head(byte[] bytes, int length, boolean held);

    /** A piece of the body; valid until {@link #outlive}. */
    protected abstract void content(byte[] bytes, int from, int to);

    /** Fields behind the body, one a line. */
    protected abstract void trailers(byte[] bytes, int length);

    /** The server has said everything. */
    protected abstract void complete();

    protected abstract void over(Ending how, String message);

    /** What was handed over is about to be overwritten. */
    protected abstract void outlive();
}
