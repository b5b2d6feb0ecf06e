package dev.throng.api.report;

/** How a run ended, named as the reason of the condition Finished. */
public enum Outcome {
    Passed,
    ThresholdsFailed,
    Aborted,
    Broken,
    Invalid,
    GeneratorUnhealthy,
    Uncertain
}
