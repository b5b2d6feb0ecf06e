package dev.throng.runner.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a scenario's code measures beside requests. Each is a histogram among the {@linkplain Snapshot#timings timings},
 * under a name of its own; so intervals and workers add up exactly, like everything else. A value of 1 is kept as a
 * millisecond: three digits, from 0.001 to {@link #LARGEST}.
 *
 * @param name as the scenario calls it
 */
public record CustomMetric(Kind kind, String name) {
    /** Distinct ones per run; what comes after them is not kept. */
    public static final int MOST = 100;

    /** Larger values count as this. */
    public static final double LARGEST = 3_600_000;

    private static final String PREFIX = "metric:";

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
        /** Durations of a block of steps, in milliseconds. */
        GROUP,
        /** Durations of those blocks that failed, in milliseconds. */
        GROUP_FAILURES,
        /** Their distribution; they are milliseconds. */
        TIME,
        /** Of a soft check: the share of those that are 1, which are met. */
        CHECK
    }

    /** Its name among the timings. */
    public String key() {
        return PREFIX + kind + ":" + name;
    }

    /** The metric of a timing; empty when it is something else. */
    public static Optional<CustomMetric> of(String key) {
        if (!key.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] parts = key.split(":", 3);
        return Arrays.stream(Kind.values())
                .filter(kind -> parts.length == 3 && kind.name().equals(parts[1]))
                .findFirst()
                .map(kind -> new CustomMetric(kind, parts[2]));
    }

    /** A value as its histogram keeps it. */
    public static long nanos(double value) {
        return Math.round(Math.clamp(value, 0, LARGEST) * 1e6);
    }
}
