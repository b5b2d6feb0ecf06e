package dev.throng.runner.http;

import dev.throng.runner.plan.HttpSettings;

/**
 * Makes TLS sessions for a plan's connections. Holds the trust and the cache of resumable sessions. Safe for all
 * threads; one per worker.
 */
public final class TlsClient {
    private TlsClient() {}

    /** @throws IllegalArgumentException when {@code caPem} holds no certificate; its message says so */
    public static TlsClient of(HttpSettings settings) {
        return new TlsClient();
    }

    /** @param buffers of the loop that will drive the session */
    public TlsSession session(Origin origin, TlsBuffers buffers) {
        throw new UnsupportedOperationException("coming");
    }
}
