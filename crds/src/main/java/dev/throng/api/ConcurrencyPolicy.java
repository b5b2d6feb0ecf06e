package dev.throng.api;

/** What a schedule does when its time comes while its last run is still under way. Named as CronJob names them. */
public enum ConcurrencyPolicy {
    /** Start another one beside it. */
    Allow,
    /** Skip this time. */
    Forbid,
    /** Abort the running one and start anew. */
    Replace
}
