package dev.throng.runner.engine.loop;

import dev.throng.runner.stats.Interval;

/**
 * One loop's part of a snapshot: what it measured since the last one, and how it is now.
 *
 * @param busyShare part of the time since the last slice in which the loop did not wait
 */
public record Slice(
        Interval interval, int users, int intendedUsers, int busyUsers, int connections, double busyShare) {}
