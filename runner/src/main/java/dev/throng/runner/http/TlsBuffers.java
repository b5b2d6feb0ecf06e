package dev.throng.runner.http;

/** The working arrays that all TLS sessions of one loop share. Confined to the loop. */
public final class TlsBuffers {
    /**
     * @param windowBytes most bytes a single {@link TlsSession#receive} is given
     */
    public TlsBuffers(int windowBytes, SinkPool sinks) {}
}
