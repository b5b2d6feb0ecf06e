package dev.throng.runner.verdict.capacity;

import java.util.List;
import java.util.Optional;

/**
 * What a load did in the time in which it was judged.
 *
 * @param fromSecond on the stage clock
 * @param toSecond on the stage clock
 * @param throughput responses per second
 * @param good those of them that did not fail
 * @param p50 response times in milliseconds, NaN without any
 * @param concurrency requests that were under way at once, on average (Little's law)
 * @param objectives in the order of the thresholds
 * @param down the target was plainly down: hardly anything came back
 * @param generator why the generator was the bottleneck; empty when it was not
 * @param busiest share of time that the generator's busiest loop was busy; -1 when unknown
 */
public record Window(
        double load,
        double fromSecond,
        double toSecond,
        double throughput,
        double good,
        double p50,
        double p95,
        double p99,
        double failureRate,
        double concurrency,
        List<Objective> objectives,
        boolean down,
        Optional<String> generator,
        double busiest) {

    /** Standard errors beyond which a step is decided. */
    private static final double CLEAR = 2;

    enum Call {
        HOLDS,
        BREAKS,
        /** Too close to call. */
        CLOSE
    }

    /** The largest excess of all objectives. */
    double excess() {
        return down
                ? Double.POSITIVE_INFINITY
                : objectives.stream().mapToDouble(Objective::excess).max().orElse(Double.NEGATIVE_INFINITY);
    }

    static Call call(double excess) {
        return excess > CLEAR ? Call.BREAKS : excess < -CLEAR ? Call.HOLDS : Call.CLOSE;
    }

    double seconds() {
        return Math.max(1, toSecond - fromSecond);
    }

    /** Whether everything was far from its limit. */
    boolean atEase() {
        return objectives.stream().allMatch(objective -> objective.strain() < 0.5)
                && objectives.stream().anyMatch(objective -> objective.strain() < 0.5);
    }

    /** The objective that was missed most. */
    Optional<Objective> broken() {
        return objectives.stream()
                .filter(objective -> objective.excess() > 0)
                .max((a, b) -> Double.compare(a.excess(), b.excess()));
    }
}
