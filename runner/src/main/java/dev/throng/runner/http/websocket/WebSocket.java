package dev.throng.runner.http.websocket;

import dev.throng.runner.http.Connection;
import dev.throng.runner.http.Upgraded;
import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.script.ByteSink;
import org.jspecify.annotations.Nullable;

/**
 * An open WebSocket over a connection that was one of HTTP. {@code open → closing → gone}, or gone at once. Answers pings by itself. Confined to
 * its loop.
 */
public final class WebSocket implements Upgraded, FrameReader.Sink {
    /** Who is told what comes. Called on the loop, within a read. */
    public interface Owner {
        /** A whole message; its bytes are gone when this returns. @param atNanos when its last byte was there */
        void message(boolean text, byte[] bytes, int from, int length, long atNanos);

        /** The server has closed it, or has answered our own close; the connection is gone. */
        void closed(CloseReason reason);

        /** It is lost. @param violated whether the server has broken the rules */
        void lost(boolean violated, String message);
    }

    /** How sending went. */
    public enum Sent {
        DONE,
        /** The server does not read what it is sent. */
        STUCK,
        /** The connection is gone. */
        LOST
    }

    /** So much may wait for a server that does not read. */
    private static final int MOST_UNSENT_BYTES = 1 << 20;

    private final Connection connection;
    private final SinkPool sinks;
    private final Owner owner;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final @Nullable Deflation deflation;
    private final @Nullable Inflation ownInflation;
    private long atNanos;
    private boolean closing;
    private boolean gone;
    private boolean inRead;

    /**
     * Takes a connection over that has just answered with 101.
     *
     * @param mostBytes of a message
     * @param seed of the masks
     */
    public WebSocket(
            Connection connection,
            SinkPool sinks,
            Handshake agreed,
            Compression compression,
            int mostBytes,
            long seed,
            Owner owner) {
        this.connection = connection;
        this.sinks = sinks;
        this.owner = owner;
        ownInflation = agreed.compressed() && agreed.serverKeepsContext() ? new Inflation(true) : null;
        Inflation inflation =
                ownInflation != null ? ownInflation : agreed.compressed() ? compression.inflation() : null;
        deflation = agreed.compressed() ? compression.deflation() : null;
        reader = new FrameReader(sinks, mostBytes, inflation, this);
        writer = new FrameWriter(seed);
        connection.upgrade(this);
    }

    public boolean isOpen() {
        return !gone && !closing;
    }

    /** Sends a message. Only when {@linkplain #isOpen open}. */
    public Sent send(boolean text, byte[] bytes, int from, int length) {
        if (connection.unsentBytes() > MOST_UNSENT_BYTES) {
            return Sent.STUCK;
        }
        int opcode = text ? Opcode.TEXT : Opcode.BINARY;
        Deflation packing = deflation;
        if (packing == null) {
            return frame(opcode, false, bytes, from, length);
        }
        ByteSink packed = sinks.take();
        packing.deflate(bytes, from, length, packed);
        Sent sent = frame(opcode, true, packed.array(), 0, packed.length());
        sinks.give(packed);
        return sent;
    }

    private Sent frame(int opcode, boolean compressed, byte[] bytes, int from, int length) {
        ByteSink out = sinks.take();
        writer.write(opcode, compressed, bytes, from, length, out);
        boolean alive = connection.say(out);
        sinks.give(out);
        return alive ? Sent.DONE : Sent.LOST;
    }

    /** Says that it is to be closed; the owner is told when the server has agreed. False when the connection is gone. */
    public boolean close(CloseReason reason) {
        closing = true;
        ByteSink payload = sinks.take();
        reason.appendTo(payload);
        Sent sent = frame(Opcode.CLOSE, false, payload.array(), 0, payload.length());
        sinks.give(payload);
        return sent == Sent.DONE;
    }

    /** Lets go of it at once; the owner is told nothing more. */
    public void drop() {
        if (!gone) {
            gone = true;
            connection.close();
            if (!inRead) {
                release();
            }
        }
    }

    private void release() {
        reader.release();
        Inflation own = ownInflation;
        if (own != null) {
            own.close();
        }
    }

    // From the connection

    @Override
    public void received(byte[] bytes, int from, int to, long lastNanos) {
        atNanos = lastNanos;
        inRead = true;
        reader.read(bytes, from, to);
        inRead = false;
        Violation violation = reader.violation();
        if (gone) {
            release();
        } else if (violation != null) {
            boolean unused = close(new CloseReason(violation.code(), ""));
            drop();
            owner.lost(true, violation.words());
        }
    }

    @Override
    public void lost(String message) {
        if (!gone) {
            gone = true;
            release();
            owner.lost(false, message);
        }
    }

    // From the reader

    @Override
    public void message(boolean text, byte[] bytes, int from, int length) {
        if (!gone) {
            owner.message(text, bytes, from, length, atNanos);
        }
    }

    @Override
    public void ping(byte[] bytes, int length) {
        if (isOpen() && connection.unsentBytes() <= MOST_UNSENT_BYTES) {
            Sent unused = frame(Opcode.PONG, false, bytes, 0, length);
        }
    }

    @Override
    public void pong() {}

    @Override
    public void closed(CloseReason reason) {
        if (gone) {
            return;
        }
        if (!closing) {
            boolean unused = close(reason);
        }
        drop();
        owner.closed(reason);
    }
}
