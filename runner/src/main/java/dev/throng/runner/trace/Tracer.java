package dev.throng.runner.trace;

/** Takes spans. Called on the engine's threads; must not block. */
public interface Tracer {
    void ended(Span span);
}
