package dev.throng.runner.dispatch;

/**
 * One worker's part of the run. Every user number and every arrival belongs to exactly one live worker, so that the sum
 * over workers is exact at every instant. Immutable.
 */
public interface Share {
    /** Whether the user with this global number (from 0) lives on this worker. User n is there while usersAt(t) &gt; n. */
    boolean user(int number);

    /** Index of the user class of the user with this global number; the same on every worker. */
    int userClass(int number);

    /** Whether the arrival with this global number (from 0) is executed by this worker. */
    boolean arrival(long number);

    /** This worker's limit of open-model users. */
    int maxOpenUsers();

    /** Position of this worker among all, from 0, and their number: for unique counters ({@code index + k × count}). */
    int workerIndex();

    int workerCount();
}
