package dev.throng.api.step;

/** What a user does after a request that failed. */
public enum OnFailure {
    /** Goes on with the next step. */
    goOn,
    /** Leaves out the rest of its task, flows that it is in included. */
    endTask,
    /** Leaves the run, and nobody takes its place. */
    stopUser,
    /** The same, and the whole run ends. */
    stopRun
}
