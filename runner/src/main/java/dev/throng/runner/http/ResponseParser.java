package dev.throng.runner.http;

import org.jspecify.annotations.Nullable;

/**
 * Reads one HTTP/1.x response after the other from the windows of bytes that a connection receives. One per connection,
 * confined to its loop. Parses in place: as long as a response lies whole in one window nothing is copied, and the
 * views of its head and body point into that window; they are valid until the window is overwritten or the next
 * {@link #begin}. A response that spans windows keeps head and wanted body in borrowed sinks.
 */
public final class ResponseParser {
    /** What the caller does next. */
    public enum State {
        /** Receive more bytes, or tell of the {@linkplain #endOfStream end}. */
        NEED_MORE,
        /** The response is whole; {@link #parse} stopped exactly behind its last byte. */
        COMPLETE,
        /** What came is no response; see {@link #problem}. The connection cannot be used any more. */
        FAILED
    }

    private State state = State.NEED_MORE;

    public ResponseParser(SinkPool sinks) {}

    /**
     * Gets ready for the response to the next request.
     *
     * @param head the request's method is HEAD: the response has no body whatever its fields say
     * @param wantBody the body's content is needed, not only its length
     * @param maxBodyBytes a longer body (as transferred) fails
     */
    public void begin(boolean head, boolean wantBody, long maxBodyBytes) {
        throw new UnsupportedOperationException("coming");
    }

    /**
     * Takes the bytes from {@code from} to {@code to} of the window.
     *
     * @return how many were consumed; fewer than given only when the response is complete or has failed
     */
    public int parse(byte[] window, int from, int to) {
        throw new UnsupportedOperationException("coming");
    }

    /** The peer has closed its side: completes a body that ends with the connection, fails anything else unfinished. */
    public void endOfStream() {
        throw new UnsupportedOperationException("coming");
    }

    public State state() {
        return state;
    }

    /** Whether a byte of the response has come: when not, a request on a reused connection may be sent again. */
    public boolean started() {
        throw new UnsupportedOperationException("coming");
    }

    /** Status code of the final response, 0 as long as its head has not come. */
    public int status() {
        throw new UnsupportedOperationException("coming");
    }

    /** Whether the connection may carry another request after this complete response. */
    public boolean keepAlive() {
        throw new UnsupportedOperationException("coming");
    }

    /** Why it failed, in words for the failure table: no numbers that differ from response to response. */
    public String problem() {
        throw new UnsupportedOperationException("coming");
    }

    /** Bytes of status lines and fields so far, interim responses included. */
    public long headBytes() {
        throw new UnsupportedOperationException("coming");
    }

    /** Bytes of the body's content so far, as transferred: without chunk framing, not decompressed. */
    public long bodyBytes() {
        throw new UnsupportedOperationException("coming");
    }

    /** All bytes of the response so far: heads, framing, content, trailers. */
    public long totalBytes() {
        throw new UnsupportedOperationException("coming");
    }

    /** The array that holds the wanted body: {@link #bodyLength} bytes from {@link #bodyFrom}. Once complete only. */
    public byte[] bodyArray() {
        throw new UnsupportedOperationException("coming");
    }

    public int bodyFrom() {
        throw new UnsupportedOperationException("coming");
    }

    public int bodyLength() {
        throw new UnsupportedOperationException("coming");
    }

    /** The array that holds the head: {@link #headLength} bytes from {@link #headFrom}, with the empty line. */
    public byte[] headArray() {
        throw new UnsupportedOperationException("coming");
    }

    public int headFrom() {
        throw new UnsupportedOperationException("coming");
    }

    public int headLength() {
        throw new UnsupportedOperationException("coming");
    }

    /** The first field with this name (any case), trimmed; null when there is none. Allocates; for checks and captures. */
    public @Nullable String header(String name) {
        throw new UnsupportedOperationException("coming");
    }

    /** Whether the response sets cookies; seen without looking through the head again. */
    public boolean hasSetCookie() {
        throw new UnsupportedOperationException("coming");
    }

    /** How the body's content is encoded. */
    public ContentCoding coding() {
        throw new UnsupportedOperationException("coming");
    }

    /** Gives borrowed sinks back; the views are gone. To be called when the exchange is judged or the connection dies. */
    public void release() {
        throw new UnsupportedOperationException("coming");
    }
}
