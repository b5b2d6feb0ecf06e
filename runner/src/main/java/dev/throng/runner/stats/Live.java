package dev.throng.runner.stats;

import java.util.List;
import java.util.Optional;

/**
 * The run as it is now, once a second: what the console, the page, Prometheus and the operator follow. Immutable.
 *
 * @param elapsedNanos stage clock
 * @param lengthNanos length of the run; {@link Long#MAX_VALUE} when open
 * @param phase index of the plan's phase, -1 before and after
 * @param totals judged figures since the start; warm-up apart
 * @param recent figures of the last ten seconds, all phases
 */
public record Live(
        State state,
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
        long warmupRequests,
        Figures recent,
        long late,
        long dropped,
        List<NameFigures> names,
        List<Failure> failures,
        List<WorkerView> workerViews,
        Health health,
        List<ThresholdView> thresholds) {

    public enum State {
        READY,
        WAITING_FOR_WORKERS,
        WARMING_UP,
        RUNNING,
        STOPPING,
        STOPPED
    }

    /** Times in milliseconds, NaN when there is no sample; rates per second. */
    public record Figures(
            long requests,
            long failures,
            double rps,
            double failuresPerSecond,
            double mean,
            double min,
            double p50,
            double p95,
            double p99,
            double max) {
        public double failureRate() {
            return requests == 0 ? 0 : (double) failures / requests;
        }
    }

    public record NameFigures(RequestKey key, Figures totals, Figures recent, double meanBytes) {}

    public record Failure(
            RequestKey key,
            FailureKind kind,
            String message,
            long occurrences,
            long firstSeenMillis,
            long lastSeenMillis) {}

    public record WorkerView(
            String name,
            String state,
            int users,
            double rps,
            double cpu,
            long residentBytes,
            double clockOffsetMillis) {}

    /** @param reasons empty when healthy: what made the generator the bottleneck */
    public record Health(boolean healthy, List<String> reasons, double busiestLoop, double cpu, double lagP99Millis) {}

    public record ThresholdView(String expression, Optional<String> name, double measured, boolean holding) {}
}
