package dev.throng.api.status;

/** Whether a condition holds. */
public enum ConditionStatus {
    True,
    False,
    Unknown
}
