package dev.throng.api.status;

/** How good the figures are by common targets for an API, whatever the thresholds say. */
public enum Grade {
    Good,
    Acceptable,
    Poor,
    /** No samples. */
    None
}
