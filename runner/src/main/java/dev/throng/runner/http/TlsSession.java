package dev.throng.runner.http;

import dev.throng.runner.script.ByteSink;

/**
 * One connection's TLS: turns plain bytes into network bytes and back, and knows no socket. Confined to its loop, except
 * {@link #runTasks}.
 *
 * <p>Life: {@link #begin}, send {@code out}; then for what the socket receives {@link #receive}, send {@code out} if it
 * is not empty; while {@link #needsTasks} run them here or elsewhere and call {@link #proceed}. When the state is
 * {@link State#OPEN}: {@link #send} requests, and give what {@link #receive} yields to the parser.
 */
public final class TlsSession {
    public enum State {
        HANDSHAKING,
        OPEN,
        /** The peer said close_notify: the end of the stream is genuine. */
        CLOSED,
        /** See {@link #problem}. An alert for the peer may have been appended to {@code out}. */
        FAILED
    }

    TlsSession() {}

    /** Appends the first message. */
    public void begin(ByteSink out) {
        throw new UnsupportedOperationException("coming");
    }

    /**
     * Takes all received bytes (an unfinished record is kept for the next call).
     *
     * @param out gets what is to be sent in answer: handshake messages, key updates, alerts
     * @return number of plain bytes that are now in {@link #plain} from index 0
     */
    public int receive(byte[] window, int from, int to, ByteSink out) {
        throw new UnsupportedOperationException("coming");
    }

    /** The loop's shared array of plain bytes; valid until any session of the loop receives again. */
    public byte[] plain() {
        throw new UnsupportedOperationException("coming");
    }

    /** Whether the handshake waits for {@link #runTasks}: key agreement and certificate checks, up to a millisecond or so. */
    public boolean needsTasks() {
        throw new UnsupportedOperationException("coming");
    }

    /** Runs what the handshake waits for; on any thread, while the loop leaves the session alone (it may go on receiving). */
    public void runTasks() {
        throw new UnsupportedOperationException("coming");
    }

    /** Goes on after {@link #runTasks}, with the bytes that came meanwhile. Result as for {@link #receive}. */
    public int proceed(ByteSink out) {
        throw new UnsupportedOperationException("coming");
    }

    /** Appends the network bytes for plain ones. Only when {@link State#OPEN}. */
    public void send(byte[] plain, int from, int count, ByteSink out) {
        throw new UnsupportedOperationException("coming");
    }

    /** Appends a close_notify, if one is still due. */
    public void close(ByteSink out) {
        throw new UnsupportedOperationException("coming");
    }

    /** Gives borrowed buffers back; to be called when the connection is gone. */
    public void release() {
        throw new UnsupportedOperationException("coming");
    }

    public State state() {
        throw new UnsupportedOperationException("coming");
    }

    /** Why it failed, in words for people. */
    public String problem() {
        throw new UnsupportedOperationException("coming");
    }

    /** Whether the handshake resumed an earlier session. */
    public boolean resumed() {
        throw new UnsupportedOperationException("coming");
    }
}
