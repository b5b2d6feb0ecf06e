package dev.throng.runner.plan;

/**
 * A part of the stage clock. A sample belongs to the phase that holds its intended start.
 *
 * @param index position in {@link Plan#phases}
 * @param name shown to people: {@code warm-up}, {@code stage 2}, or the stage's own name
 * @param judged false for warm-up: measured and shown, but kept out of the verdict
 * @param fromNanos start since T0, inclusive
 * @param toNanos end since T0, exclusive; {@link Long#MAX_VALUE} when open
 */
public record Phase(int index, String name, boolean judged, long fromNanos, long toNanos) {}
