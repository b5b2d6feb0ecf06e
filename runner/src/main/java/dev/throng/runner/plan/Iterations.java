package dev.throng.runner.plan;

import java.util.OptionalLong;

/**
 * A load that ends when so much is done.
 *
 * @param total tasks that all users of all workers begin together
 * @param perUser the most that one user begins; empty when whoever is free takes the next one
 * @param trial whether they are to show that the scenario works, and measure nothing
 * @param users the most users that are there for it
 */
public record Iterations(long total, OptionalLong perUser, int users, boolean trial) {
    /** So many in all, whoever does them. */
    public static Iterations shared(long total, int users) {
        return new Iterations(total, OptionalLong.empty(), users, false);
    }

    /** So many for each. */
    public static Iterations each(long perUser, int users) {
        return new Iterations(perUser * users, OptionalLong.of(perUser), users, false);
    }

    /** So many in all, to see whether the scenario works. */
    public static Iterations trial(long total, int users) {
        return new Iterations(total, OptionalLong.empty(), users, true);
    }
}
