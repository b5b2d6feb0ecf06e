package dev.throng.operator.loadtest.follow;

import dev.throng.api.status.ResultStatus;
import java.time.Instant;
import java.util.List;

/**
 * How a run ended.
 *
 * @param reason as on the condition Finished
 * @param message one sentence, with measured values against limits
 * @param mostUsers how many there were at once
 * @param lostWorkers how many were lost, for good or for a while
 * @param nothingSent whether no request ever reached the target's host
 * @param unhealthy why the generator's figures are not to be trusted; empty when they are
 */
public record Ending(
        Reason reason,
        String message,
        Instant startedAt,
        Instant finishedAt,
        ResultStatus result,
        int mostUsers,
        int lostWorkers,
        boolean nothingSent,
        double degradedSeconds,
        List<String> unhealthy) {

    /** The outcomes, named as the condition Finished names them; {@link #Invalid} is never a master's. */
    public enum Reason {
        Passed,
        ThresholdsFailed,
        Aborted,
        Broken,
        Invalid,
        GeneratorUnhealthy,
        Uncertain
    }
}
