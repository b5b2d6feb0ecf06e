package dev.throng.api.report;

/** What a webhook is sent. */
public enum NoticeForm {
    /** Throng's own. */
    json,
    /** A message with blocks. */
    slack,
    /** An adaptive card. */
    teams
}
