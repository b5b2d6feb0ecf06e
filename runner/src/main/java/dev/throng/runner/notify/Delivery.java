package dev.throng.runner.notify;

/**
 * What became of a notice.
 *
 * @param name the receiver's
 * @param message what it answered, or why it was not reached; without its address
 */
public record Delivery(String name, boolean sent, String message) {}
