package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.protocol.WorkerId;

/**
 * A place in the run and who has it.
 *
 * @param weight of its share; positive
 * @param sinceNanos on the master's clock; for {@link Status#LOST} when it was last heard
 */
record Member(WorkerId id, int weight, Status status, long sinceNanos) {
    enum Status {
        /** Let in, and still compiling the plan. */
        GREETED,
        READY,
        /** The connection broke; it may be back at once. */
        AWAY,
        /** Silent for longer than the plan allows. */
        LOST,
        /** Lost, and its process has ended: nothing more will come. */
        DEAD,
        /** It was told to go, and ends its part. */
        LEAVING,
        /** It has handed over its last interval. */
        DONE
    }

    Member now(Status next, long nanos) {
        return status == next ? this : new Member(id, weight, next, nanos);
    }

    /** Since when it does nothing that is known of, if it was last heard then. */
    long silentSince(long heardNanos) {
        return status == Status.AWAY ? Math.min(sinceNanos, heardNanos) : heardNanos;
    }

    /** Whether nothing more is to be expected of it. */
    boolean gone() {
        return lost() || status == Status.DONE;
    }

    /** Whether it went without handing over everything. */
    boolean lost() {
        return status == Status.LOST || status == Status.DEAD;
    }

    /** Whether nothing more can come of it. */
    boolean finished() {
        return status == Status.DONE || status == Status.DEAD;
    }

    /** Whether it works, as far as the master knows. */
    boolean working() {
        return status == Status.READY || status == Status.AWAY;
    }
}
