package dev.throng.api.status;

/** Where a LoadTest is in its life; conditions say more, this is for people. */
public enum Phase {
    /** Accepted, nothing is created yet. */
    Pending,
    /** Held back by {@code spec.suspend}. */
    Suspended,
    /** Pods are made and come up; no load yet. */
    Starting,
    /** Load runs, warm-up included. */
    Running,
    /** The run ends: users finish, results are merged and stored. */
    Stopping,
    /** Over, whatever the outcome: the condition Finished says which. */
    Finished
}
