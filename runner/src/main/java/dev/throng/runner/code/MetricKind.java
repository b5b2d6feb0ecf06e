package dev.throng.runner.code;

/** What is said about the values of a metric of the scenario's own. */
public enum MetricKind {
    /** Their distribution. */
    TREND,
    /** Their sum. */
    COUNTER,
    /** The share of those that are 1 and not 0. */
    RATE,
    /** Smallest, mean, largest. */
    GAUGE,
    /** Durations of a block of steps, in milliseconds. */
    GROUP,
    /** Durations of those blocks that failed, in milliseconds. */
    GROUP_FAILURES,
    /** Their distribution; they are milliseconds. */
    TIME,
    /** Of a soft check: the share of those that are 1, which are met. */
    CHECK
}
