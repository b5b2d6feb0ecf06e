package dev.throng.scenario;

import dev.throng.scenario.spi.Link;

/**
 * Something that a scenario measures beside its requests. Values add up exactly over users and workers, and stand in the
 * summary, the result and a CSV of their own.
 *
 * <pre>{@code
 * trend("queue depth").add(response.json("$.waiting").asDouble());
 * counter("items sold").add(3);
 * rate("cache hits").add(response.header("X-Cache").isPresent());
 * gauge("open carts").add(carts);
 * }</pre>
 *
 * <p>Values are from 0 to 3,600,000, kept to three digits; a counter's sum is exact to three decimals. There may be 100
 * metrics. What comes in the warm-up is not kept.
 */
public final class Metric {
    private final Link link;
    private final Kind kind;
    private final String name;

    /** What is said about its values. */
    public enum Kind {
        /** Their distribution. */
        TREND,
        /** Their sum. */
        COUNTER,
        /** The share of those that are 1 and not 0. */
        RATE,
        /** Smallest, mean, largest. */
        GAUGE,
        /** Durations of a block, in milliseconds: see {@link Transaction}. */
        GROUP,
        /** Durations of those blocks that failed, in milliseconds. */
        GROUP_FAILURES
    }

    Metric(Link link, Kind kind, String name) {
        this.link = link;
        this.kind = kind;
        this.name = name;
    }

    /** @param value not negative */
    public void add(double value) {
        link.add(kind, name, value);
    }

    /** One for true, zero for false: of use for rates. */
    public void add(boolean value) {
        link.add(kind, name, value ? 1 : 0);
    }
}
