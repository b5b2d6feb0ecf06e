package dev.throng.runner.engine.socket;

/** A message that came while nobody waited for one. */
public record Heard(boolean text, byte[] bytes, long atNanos) {}
