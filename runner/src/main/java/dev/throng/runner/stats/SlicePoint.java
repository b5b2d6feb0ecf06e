package dev.throng.runner.stats;

/**
 * One point of the series over time: what all workers measured in {@code seconds} up to {@code endSecond}, in all phases.
 *
 * @param users at its end, over all workers
 * @param response the point's own copy
 * @param cpu mean over workers and time, share of the machine; -1 when unknown, as the next three
 * @param busiestLoop highest share of time that any loop was busy in any second
 * @param throttled mean share of periods in which a worker was throttled
 * @param gcShare mean share of time spent in garbage collection
 */
public record SlicePoint(
        long endSecond,
        int seconds,
        int users,
        int intendedUsers,
        long requests,
        long failures,
        LatencyHistogram response,
        long late,
        long dropped,
        double cpu,
        double busiestLoop,
        double throttled,
        double gcShare) {}
