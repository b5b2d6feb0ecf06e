package dev.throng.api;

/** Whether a condition holds. */
public enum ConditionStatus {
    True,
    False,
    Unknown
}
