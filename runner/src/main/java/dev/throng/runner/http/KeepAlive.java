package dev.throng.runner.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks the HTTP/2 connections of a loop on which nothing comes whether they are alive, and gives up those that do not answer. Confined to
 * the loop.
 */
public final class KeepAlive {
    /** Nobody is asked. */
    static final KeepAlive NONE = new KeepAlive(0);

    private static final long MOST_PATIENCE_NANOS = 20_000_000_000L;
    private static final long MOST_BETWEEN_NANOS = 1_000_000_000;
    private static final int LOOKS = 8;

    private final long silenceNanos;
    private final Set<Streams> connections = new LinkedHashSet<>();

    /** @param silenceNanos how long a connection may be silent; 0 for ever */
    public KeepAlive(long silenceNanos) {
        this.silenceNanos = silenceNanos;
    }

    public boolean isOn() {
        return silenceNanos > 0;
    }

    /** How often {@link #check} is to be called. */
    public long betweenNanos() {
        return Math.min(silenceNanos / LOOKS, MOST_BETWEEN_NANOS);
    }

    /** How long an answer may take: as long as the silence before, 20 s at most. */
    private long patienceNanos() {
        return Math.min(silenceNanos, MOST_PATIENCE_NANOS);
    }

    void add(Streams connection) {
        if (isOn()) {
            connections.add(connection);
        }
    }

    void remove(Streams connection) {
        connections.remove(connection);
    }

    /** Looks at all of them. */
    public void check(long nowNanos) {
        if (!connections.isEmpty()) {
            for (Streams connection : List.copyOf(connections)) {
                connection.checkAlive(nowNanos, silenceNanos, patienceNanos());
            }
        }
    }
}
