package dev.throng.runner.cluster;

import dev.throng.runner.stats.total.Live;
import java.util.List;

/**
 * A run as those see it who follow it from outside: the part of {@link Live} that a status or a table shows.
 *
 * @param elapsedNanos stage clock
 * @param lengthNanos length of the run; {@link Long#MAX_VALUE} when open
 * @param phase index of the plan's phase, -1 before and after
 * @param totals judged figures since the start
 * @param recent figures of the last ten seconds, all phases
 * @param waitingFor what the run waits for beside its workers before it starts, and why; empty when there is nothing
 * @param healthReasons what made the generator the bottleneck; empty when it was not
 */
public record RunProgress(
        String runId,
        Live.State state,
        long elapsedNanos,
        long lengthNanos,
        int phase,
        String phaseName,
        int users,
        int intendedUsers,
        double intendedRate,
        int workers,
        int workersLost,
        Figures totals,
        Figures recent,
        long warmupRequests,
        long late,
        long dropped,
        boolean generatorHealthy,
        List<String> healthReasons,
        List<Threshold> thresholds,
        List<Live.WorkerView> workersByName,
        String waitingFor) {

    /** Times in milliseconds, NaN when there is no sample; the rate of failures from 0 to 1. */
    public record Figures(
            long requests,
            long failures,
            double failureRate,
            double rps,
            double mean,
            double p50,
            double p95,
            double p99,
            double max) {}

    /**
     * @param name request name it is about; empty for all
     * @param measured with its unit, for people
     */
    public record Threshold(String expression, String name, String measured, boolean holding) {}
}
