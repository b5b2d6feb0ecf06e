package dev.throng.api.status;

/** What a run says about the system under test. */
public enum Verdict {
    /** It kept to all thresholds, and to the baseline. */
    Passed,
    /** It missed a threshold, or got worse than the baseline tolerates. */
    Failed,
    /** Nothing can be said: the run broke, was aborted, or the generator was the bottleneck. */
    Unknown
}
