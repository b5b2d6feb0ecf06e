package dev.throng.runner.plan;

import dev.throng.runner.plan.step.Distribution;

/** The pause of a user between two tasks, in nanoseconds. */
public sealed interface Wait {
    /** Uniformly between two bounds, drawn anew each time. */
    record Between(long minNanos, long maxNanos) implements Wait {}

    /** Always the same pause after a task's end. */
    record Constant(long nanos) implements Wait {}

    /** At most one task start per period; no catching up after a task that took longer. Throughput n/s is a period of 1/n s. */
    record Pacing(long periodNanos) implements Wait {}

    /** Drawn each time, after a task's end. */
    record Drawn(Distribution distribution) implements Wait {}

    /** No pause. */
    record None() implements Wait {}
}
