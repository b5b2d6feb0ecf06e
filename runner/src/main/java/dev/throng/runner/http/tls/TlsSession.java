package dev.throng.runner.http.tls;

import dev.throng.runner.http.pool.Poison;
import dev.throng.runner.script.ByteSink;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

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

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final TlsBuffers buffers;
    private final long begunMillis;
    private State state = State.HANDSHAKING;
    private boolean tasksDue;
    /** Received bytes that wait: an unfinished record, or whatever came while tasks ran. */
    private @Nullable ByteSink waiting;

    private String problem = "";

    TlsSession(SSLEngine engine, TlsBuffers buffers, long nowMillis) {
        this.engine = engine;
        this.buffers = buffers;
        this.begunMillis = nowMillis;
    }

    /** Appends the first message. */
    public void begin(ByteSink out) {
        try {
            engine.beginHandshake();
        } catch (SSLException e) {
            fail(e, out);
        }
        int unused = advance(NOTHING, out);
    }

    /**
     * Takes all received bytes (an unfinished record is kept for the next call).
     *
     * @param out gets what is to be sent in answer: handshake messages, key updates, alerts
     * @return number of plain bytes that are now in {@link #plain} from index 0
     */
    public int receive(byte[] window, int from, int to, ByteSink out) {
        ByteSink before = waiting;
        if (before == null && !tasksDue) {
            ByteBuffer source = ByteBuffer.wrap(window, from, to - from);
            int count = advance(source, out);
            keep(window, source.position(), to);
            return count;
        }
        keep(window, from, to);
        return tasksDue ? 0 : proceed(out);
    }

    private void keep(byte[] bytes, int from, int to) {
        if (from == to || state == State.FAILED) {
            return;
        }
        if (waiting == null) {
            waiting = buffers.sinks().take();
        }
        waiting.append(bytes, from, to - from);
    }

    /** Goes on after {@link #runTasks}, with the bytes that came meanwhile. Result as for {@link #receive}. */
    public int proceed(ByteSink out) {
        tasksDue = false;
        ByteSink bytes = waiting;
        if (bytes == null) {
            return advance(NOTHING, out);
        }
        ByteBuffer source = ByteBuffer.wrap(bytes.array(), 0, bytes.length());
        int count = advance(source, out);
        int rest = source.remaining();
        System.arraycopy(bytes.array(), source.position(), bytes.array(), 0, rest);
        bytes.truncate(rest);
        if (rest == 0) {
            release();
        }
        return count;
    }

    /** Whether the handshake waits for {@link #runTasks}: key agreement and certificate checks, up to a millisecond or so. */
    public boolean needsTasks() {
        return tasksDue;
    }

    /** Runs what the handshake waits for; on any thread, while the loop leaves the session alone (it may go on receiving). */
    public void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** The loop's shared array of plain bytes; valid until any session of the loop receives again. */
    public byte[] plain() {
        return buffers.plain().array();
    }

    /** Appends the network bytes for plain ones. Only when {@link State#OPEN}; look at the state afterwards. */
    public void send(byte[] plain, int from, int count, ByteSink out) {
        ByteBuffer source = ByteBuffer.wrap(plain, from, count);
        try {
            while (source.hasRemaining()) {
                if (wrap(source, out).bytesConsumed() == 0) {
                    throw new SSLException("the server asked for a renegotiation");
                }
            }
        } catch (SSLException e) {
            fail(e, out);
        }
    }

    /** Appends a close_notify, if one is still due. */
    public void close(ByteSink out) {
        engine.closeOutbound();
        try {
            for (boolean more = !engine.isOutboundDone(); more; ) {
                more = wrap(NOTHING, out).bytesProduced() > 0 && !engine.isOutboundDone();
            }
        } catch (SSLException e) {
            fail(e, out);
        }
    }

    /**
     * Gives borrowed buffers back: when the connection is gone, whatever the state, and nobody runs tasks. No step of the
     * session itself does so, since its callers may be in the middle of them.
     */
    public void release() {
        ByteSink bytes = waiting;
        if (bytes != null) {
            waiting = null;
            buffers.sinks().give(bytes);
        }
    }

    public State state() {
        return state;
    }

    /** Why it failed, in words for people. */
    public String problem() {
        return problem;
    }

    /** What both sides have agreed to speak by ALPN; empty when nothing was agreed on. Once open. */
    public String protocol() {
        String agreed = engine.getApplicationProtocol();
        return agreed == null ? "" : agreed;
    }

    /** Whether the handshake resumed an earlier session: its keys are older than this connection. */
    public boolean resumed() {
        return state == State.OPEN && engine.getSession().getCreationTime() < begunMillis;
    }

    /** Does all that can be done now; gives the number of plain bytes. */
    private int advance(ByteBuffer source, ByteSink out) {
        buffers.plain().clear();
        try {
            boolean more = true;
            while (more && (state == State.HANDSHAKING || state == State.OPEN)) {
                more = step(source, out);
            }
        } catch (SSLException e) {
            fail(e, out);
        }
        return buffers.plain().position();
    }

    private boolean step(ByteBuffer source, ByteSink out) throws SSLException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> tasks();
            case NEED_WRAP -> wrap(NOTHING, out).bytesProduced() > 0;
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN, FINISHED, NOT_HANDSHAKING ->
                source.hasRemaining() && unwrap(source, out);
        };
    }

    /** After the handshake only small ones come up (tickets, key updates): they are not worth a detour. */
    private boolean tasks() {
        if (state == State.HANDSHAKING) {
            tasksDue = true;
            return false;
        }
        runTasks();
        return true;
    }

    private SSLEngineResult wrap(ByteBuffer source, ByteSink out) throws SSLException {
        ByteBuffer network = buffers.network().clear();
        SSLEngineResult result = engine.wrap(source, network);
        out.append(network.array(), 0, network.position());
        Poison.spoil(network.array(), 0, network.position());
        noteOpen(result);
        return result;
    }

    private boolean unwrap(ByteBuffer source, ByteSink out) throws SSLException {
        SSLEngineResult result = engine.unwrap(source, buffers.plain());
        noteOpen(result);
        return switch (result.getStatus()) {
            case OK ->
                result.bytesConsumed() > 0
                        || result.bytesProduced() > 0
                        || result.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP;
            case BUFFER_UNDERFLOW -> false;
            case BUFFER_OVERFLOW -> {
                buffers.enlargePlain();
                yield true;
            }
            case CLOSED -> {
                state = State.CLOSED;
                close(out);
                yield false;
            }
        };
    }

    private void noteOpen(SSLEngineResult result) {
        HandshakeStatus status = result.getHandshakeStatus();
        boolean over = status == HandshakeStatus.FINISHED || status == HandshakeStatus.NOT_HANDSHAKING;
        if (state == State.HANDSHAKING && over && result.getStatus() == SSLEngineResult.Status.OK) {
            state = State.OPEN;
        }
    }

    private void fail(SSLException e, ByteSink out) {
        if (state == State.FAILED) {
            return;
        }
        state = State.FAILED;
        problem = TlsProblem.of(e);
        close(out);
    }
}
