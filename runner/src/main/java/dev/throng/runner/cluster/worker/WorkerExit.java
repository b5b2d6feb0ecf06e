package dev.throng.runner.cluster.worker;

import dev.throng.runner.cluster.protocol.Refusal;

/** How a worker's life ended. */
public sealed interface WorkerExit {
    /** The master has everything and needs it no more. */
    record Dismissed() implements WorkerExit {}

    /** The master does not want it, for good. */
    record TurnedAway(Refusal refusal, String reason) implements WorkerExit {}

    /** It could not execute the plan. */
    record Unable(String reason) implements WorkerExit {}

    /**
     * No master was in reach for longer than it would wait.
     *
     * @param allCounted whether a master had acknowledged everything
     */
    record Abandoned(boolean allCounted) implements WorkerExit {}
}
