package dev.throng.runner.verdict;

/** How a run ended. */
public enum End {
    /** It reached its own end. */
    COMPLETE,
    /** A threshold with {@code abortOnFail} was missed: an end of its own, too. */
    ABORTED_BY_THRESHOLD,
    /** A person stopped it. */
    INTERRUPTED,
    /** The process was asked to go: SIGTERM. */
    TERMINATED,
    /** It could not be done: target unreachable, workers lost beyond policy. */
    BROKEN
}
