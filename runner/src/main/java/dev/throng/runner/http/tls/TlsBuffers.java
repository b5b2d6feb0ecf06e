package dev.throng.runner.http.tls;

import dev.throng.runner.http.pool.SinkPool;
import java.nio.ByteBuffer;

/** The working arrays that all TLS sessions of one loop share. Confined to the loop. */
public final class TlsBuffers {
    /** A little more than the largest record, as engines ask for it. */
    private static final int RECORD_BYTES = 18 * 1024;

    private final SinkPool sinks;
    private final ByteBuffer network = ByteBuffer.allocate(RECORD_BYTES);
    private ByteBuffer plain;

    /** @param windowBytes most bytes a {@link TlsSession#receive} is usually given */
    public TlsBuffers(int windowBytes, SinkPool sinks) {
        this.sinks = sinks;
        // Before the window there may be an unfinished record, and engines want room for a whole one in any case.
        plain = ByteBuffer.allocate(windowBytes + 2 * RECORD_BYTES);
    }

    SinkPool sinks() {
        return sinks;
    }

    /** For one record on its way out. */
    ByteBuffer network() {
        return network;
    }

    /** For what one receiving yields. */
    ByteBuffer plain() {
        return plain;
    }

    void enlargePlain() {
        plain = ByteBuffer.allocate(plain.capacity() * 2).put(plain.flip());
    }
}
