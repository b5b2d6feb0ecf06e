package dev.throng.runner.stats.timeline;

import dev.throng.runner.stats.histogram.Heat;
import dev.throng.runner.stats.histogram.Percentiles;
import java.util.List;

/**
 * One point of the series over time: what all workers measured in {@code seconds} up to {@code endSecond}, in all phases.
 *
 * @param users at its end, over all workers
 * @param heat response times as pairs of band and count ({@link Heat})
 */
public record SlicePoint(
        long endSecond,
        int seconds,
        int users,
        int intendedUsers,
        long requests,
        long failures,
        Percentiles times,
        List<long[]> heat,
        long late,
        long dropped,
        ResourceUse resourceUse) {}
