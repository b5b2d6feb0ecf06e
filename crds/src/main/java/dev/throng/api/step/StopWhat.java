package dev.throng.api.step;

/** What a step ends. */
public enum StopWhat {
    /** The user who performs it: it leaves the run, and nobody takes its place. */
    user,
    /** The whole run. */
    run
}
