package dev.throng.operator.loadtest.status;

/**
 * An event for {@code kubectl describe}.
 *
 * @param key what makes it one: two with the same key are the same event
 */
public record Announcement(boolean warning, String reason, String message, String key) {}
