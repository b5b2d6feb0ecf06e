package dev.throng.runner.verdict.capacity;

/** Why a search is over. */
public enum Ending {
    /** The limit is known as exactly as was asked for. */
    FOUND,
    /** Even the most that was allowed held. */
    MOST_HELD,
    /** Not even the least load held. */
    NOTHING_HELD,
    /** The generator could not give more. */
    GENERATOR,
    /** The target did not come back after a load that broke it. */
    NOT_RECOVERED,
    /** The time was up. */
    TIME,
    /** As many steps as are allowed were spent. */
    STEPS,
    /** Stopped from outside. */
    STOPPED
}
