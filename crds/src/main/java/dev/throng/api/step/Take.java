package dev.throng.api.step;

/** Which of the values that were found. */
public enum Take {
    first,
    last,
    /** Drawn from the user's own random numbers. */
    random,
    /** A list of them. */
    all,
    /** Their number, which may be 0. */
    count
}
