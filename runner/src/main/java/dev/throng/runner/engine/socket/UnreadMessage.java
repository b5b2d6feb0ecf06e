package dev.throng.runner.engine.socket;

/** A message that came while nobody waited for one. */
public record UnreadMessage(boolean text, byte[] bytes, long atNanos) {}
