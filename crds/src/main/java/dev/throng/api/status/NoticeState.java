package dev.throng.api.status;

/** Where a notice is on its way. */
public enum NoticeState {
    /** The run has ended. */
    Pending,
    /** A pod has been asked for that sends it. */
    Sending,
    /** The webhook took it. */
    Sent,
    /** It was given up. */
    Failed
}
