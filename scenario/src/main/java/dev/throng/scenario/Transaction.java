package dev.throng.scenario;

import dev.throng.scenario.spi.Link;

/**
 * A timed block of a scenario, with a row of its own among the results: from the intended start of what comes first in it
 * to the end of what comes last, pauses included. Its requests are counted as ever.
 *
 * <pre>{@code
 * try (Transaction t = transaction("checkout")) {
 *     client.post("/cart");
 *     if (!client.post("/pay").ok()) t.fail();
 * }
 * }</pre>
 */
public final class Transaction implements AutoCloseable {
    private final Link link;
    private final String name;
    private final long beganNanos;
    private boolean failed;
    private boolean closed;

    Transaction(Link link, String name) {
        this.link = link;
        this.name = name;
        beganNanos = link.nanos();
    }

    /** It counts as failed. */
    public void fail() {
        failed = true;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            double millis = (link.nanos() - beganNanos) / 1e6;
            link.add(Metric.Kind.GROUP, name, millis);
            if (failed) {
                link.add(Metric.Kind.GROUP_FAILURES, name, millis);
            }
        }
    }
}
