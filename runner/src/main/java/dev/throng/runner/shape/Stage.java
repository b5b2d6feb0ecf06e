package dev.throng.runner.shape;

import java.util.OptionalDouble;

/**
 * One part of the stage clock, and the load that is intended in it. Counts and rates are for the whole run.
 *
 * <p>Durations are in nanoseconds; {@link Long#MAX_VALUE} for one that never ends. A stage of no length is allowed: it
 * sets where the next ramp starts from.
 */
public sealed interface Stage {
    long durationNanos();

    /** The same stage, shorter or with fewer users: levels and their slopes keep their form. */
    Stage scaled(double time, double users);

    /** Goes from the users that are there to {@code users} at {@code perSecond} (&gt; 0), then holds them to the end. */
    record Spawn(long durationNanos, int users, double perSecond) implements Stage {
        public Spawn {
            if (users < 0 || !(perSecond > 0)) {
                throw new IllegalArgumentException(users + " users at " + perSecond + "/s");
            }
        }

        @Override
        public Stage scaled(double time, double users) {
            return new Spawn(
                    Stage.scaledNanos(durationNanos, time),
                    Stage.scaledUsers(this.users, users),
                    perSecond * users / time);
        }
    }

    /** Goes from the users that are there to {@code users} along a straight line that ends with the stage. */
    record Ramp(long durationNanos, int users) implements Stage {
        @Override
        public Stage scaled(double time, double users) {
            return new Ramp(Stage.scaledNanos(durationNanos, time), Stage.scaledUsers(this.users, users));
        }
    }

    /**
     * Arrivals whatever the response times are, at a rate that goes along a straight line from the previous stage's
     * (0 when that had users) to {@code perSecond}.
     *
     * @param from where the line begins instead; empty for the previous stage's rate
     * @param poisson distances between arrivals are exponentially distributed instead of even
     * @param maxUsers arrivals that find so many users busy are dropped
     */
    record Arrive(long durationNanos, OptionalDouble from, double perSecond, boolean poisson, int maxUsers)
            implements Stage {
        /** From the previous stage's rate. */
        public Arrive(long durationNanos, double perSecond, boolean poisson, int maxUsers) {
            this(durationNanos, OptionalDouble.empty(), perSecond, poisson, maxUsers);
        }

        @Override
        public Stage scaled(double time, double users) {
            return new Arrive(
                    Stage.scaledNanos(durationNanos, time),
                    from.isPresent() ? OptionalDouble.of(from.getAsDouble() * users) : from,
                    perSecond * users,
                    poisson,
                    Stage.scaledUsers(maxUsers, users));
        }
    }

    /** A number of users, scaled: somebody stays somebody. */
    static int scaledUsers(int users, double factor) {
        return users == 0 ? 0 : (int) Math.max(1, Math.round(users * factor));
    }

    private static long scaledNanos(long nanos, double factor) {
        return nanos == Long.MAX_VALUE ? nanos : Math.round(nanos * factor);
    }
}
