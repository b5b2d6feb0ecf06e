package dev.throng.runner.shape;

import java.util.List;

/**
 * The intended load as a pure function of the stage clock, which starts at 0 when the run starts (T0).
 *
 * <p>A shape has a closed-model side (how many users are there at an instant) and an open-model side (when the n-th
 * arrival of the whole run is due). A stage uses one of them; outside its stages a side is idle (0 users, no arrivals).
 * All values are for the whole run, over all workers: who executes what is the business of dispatch.
 *
 * <p>Implementations are immutable and safe for all threads.
 */
public interface Shape {
    /** Length of all stages in nanoseconds; {@link Long#MAX_VALUE} when the run has no end of its own. */
    long lengthNanos();

    /** Users that are to be there at this instant (0 before 0 and from the end on); users start evenly, one by one. */
    int usersAt(long nanos);

    /** The first instant after {@code nanos} at which {@link #usersAt} changes; {@link Long#MAX_VALUE} when never. */
    long nextUserChangeNanos(long nanos);

    /** The most users that are ever there at once, including users of the open model. */
    int maxUsers();

    /** The most users of the closed model that are ever there at once: the highest of {@link #usersAt}. */
    int mostPresent();

    /** The loads that it is the sum of, each on the same clock; itself when it is one load. */
    default List<Shape> parts() {
        return List.of(this);
    }

    /** Arrivals per second at this instant; 0 outside open-model stages. */
    double rateAt(long nanos);

    /** How many arrivals can be due between these instants; for arrivals at random the bound that 999 of 1,000 runs keep. */
    double mostArrivals(long fromNanos, long toNanos);

    /** A fresh walk over all arrivals of the run in order, from the first one; not thread-safe. */
    Arrivals arrivals();

    /** The stage that holds this instant; -1 after the end. */
    int stageAt(long nanos);

    /** Number of stages. */
    int stages();

    /** Start of a stage, nanoseconds since T0. */
    long stageStartNanos(int stage);

    /**
     * The same shape up to {@code nanos}, then {@code users} reached at {@code spawnRate} users per second, for ever or to the old end.
     *
     * @throws IllegalStateException it is the sum of several loads
     */
    Shape edited(long nanos, int users, double spawnRate);

    /**
     * The same shape up to {@code nanos}, then arrivals at this rate to the old end, with the limits of those before.
     *
     * @throws IllegalStateException it is the sum of several loads
     */
    Shape edited(long nanos, double perSecond);

    /** A walk over arrivals: numbered from 0 over the whole run, the same on every worker. Due times never go back. */
    interface Arrivals {
        /** Due time of the next arrival in nanoseconds since T0, and moves on; {@link Long#MAX_VALUE} after the last. */
        long next();

        /** Number of the arrival that {@link #next} gives next. */
        long number();

        /** Skips the arrivals that are due before {@code nanos}, quickly; never goes back. */
        void skipTo(long nanos);
    }
}
