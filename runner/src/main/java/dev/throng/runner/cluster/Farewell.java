package dev.throng.runner.cluster;

/** How a worker's life ended. */
public sealed interface Farewell {
    /** The master has everything and needs it no more. */
    record Dismissed() implements Farewell {}

    /** The master does not want it, for good. */
    record TurnedAway(Refusal refusal, String reason) implements Farewell {}

    /** It could not execute the plan. */
    record Unable(String reason) implements Farewell {}

    /**
     * No master was in reach for longer than it would wait.
     *
     * @param allCounted whether a master had acknowledged everything
     */
    record Abandoned(boolean allCounted) implements Farewell {}
}
