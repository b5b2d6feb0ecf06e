package dev.throng.api.verdict;

/** Which time of a request a threshold is about. */
public enum ThresholdTime {
    response,
    service,
    firstByte
}
