package dev.throng.runner.dispatch;

import java.util.List;

/**
 * One worker's part of the run. Every user number and every arrival belongs to exactly one live worker, so that the sum
 * over workers is exact at every instant. Immutable.
 */
public interface Share {
    /** Whether the user with this global number (from 0) lives on this worker. User n is there while usersAt(t) &gt; n. */
    boolean user(int number);

    /** How many of the users 0 … {@code total − 1} live on this worker. */
    int users(int total);

    /** Index of the user class of a load's user with this number (from 0 in each load); the same on every worker. */
    int userClass(int load, int number);

    /** Whether the arrival with this global number (from 0) is executed by this worker. */
    boolean arrival(long number);

    /** This worker's limit of a load's open-model users; the workers' limits add up to the plan's. */
    int maxOpenUsers(int load);

    /** How many iterations this worker may begin in all; {@link Long#MAX_VALUE} when they are not counted. */
    long iterations();

    /** The rows of each of the plan's feeds that this worker may draw. */
    List<Lease> leases();

    /**
     * The k-th (from 0) of this worker's own numbers for counters and unique rows. No other worker of the run, at any
     * time, has the same; the workers that start the run together use up the numbers from 0 without gaps if they go at
     * equal speed.
     */
    long uniqueNumber(long k);

    /**
     * The number of this worker's k-th (from 0) user of the open model, from 0: like {@link #uniqueNumber}, but small enough for
     * the users' numbers, which are ints. Of more than five hundred workers that come later some have the same again.
     */
    int openUser(long k);
}
