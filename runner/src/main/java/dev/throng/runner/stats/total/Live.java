package dev.throng.runner.stats.total;

import dev.throng.runner.stats.CustomMetric;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.StatusCount;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.histogram.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The run as it is now, once a second: what the console, the page, Prometheus and the operator follow. Immutable.
 *
 * @param elapsedNanos stage clock
 * @param lengthNanos length of the run; {@link Long#MAX_VALUE} when open
 * @param judgedSeconds the judged part of what elapsed: the divisor of the totals' rates
 * @param phase index of the plan's phase, -1 before and after
 * @param totals judged figures since the start; warm-up apart
 * @param recent figures of the last ten seconds, all phases
 * @param phases of those that have begun, ascending
 * @param names sorted by key
 * @param failures most frequent first
 * @param counters since the start, all of them present
 * @param own what the scenario measures beside its requests, sorted by kind and name
 * @param loads of several loads side by side; empty when there is one
 */
public record Live(
        State state,
        long elapsedNanos,
        long lengthNanos,
        double judgedSeconds,
        int phase,
        String phaseName,
        int users,
        int intendedUsers,
        double intendedRate,
        int workers,
        int workersLost,
        Figures totals,
        long warmupRequests,
        long warmupFailures,
        Figures recent,
        List<PhaseFigures> phases,
        List<NameFigures> names,
        List<Failure> failures,
        Map<Snapshot.Counter, Long> counters,
        List<WorkerView> workerViews,
        Health health,
        List<ThresholdView> thresholds,
        List<Own> own,
        List<LoadFigures> loads) {

    public enum State {
        READY,
        WAITING_FOR_WORKERS,
        WARMING_UP,
        RUNNING,
        STOPPING,
        STOPPED
    }

    /** Arrivals or tasks that started late. */
    public long late() {
        return counters.getOrDefault(Snapshot.Counter.LATE, 0L);
    }

    /** Users with a task under way, also those that are on their way out. */
    public int busy() {
        return workerViews.stream().mapToInt(WorkerView::busy).sum();
    }

    /** Whom the end waits for although nobody has heard of them: they may come back with what they measured. */
    public List<String> missing() {
        return state == State.STOPPING
                ? workerViews.stream()
                        .filter(worker -> worker.state().equals("lost"))
                        .map(WorkerView::name)
                        .toList()
                : List.of();
    }

    /** Arrivals that found no free user. */
    public long dropped() {
        return counters.getOrDefault(Snapshot.Counter.DROPPED, 0L);
    }

    /**
     * Times in milliseconds, NaN when there is no sample; rates per second.
     *
     * @param failureRate of the requests that are judged, from 0 to 1; 0 when there is none
     * @param meanBytes of the response as received
     * @param statuses ascending; empty in recent figures
     */
    public record Figures(
            long requests,
            long failures,
            double failureRate,
            double rps,
            double failuresPerSecond,
            double mean,
            double min,
            double max,
            double meanBytes,
            Percentiles percentiles,
            List<StatusCount> statuses) {

        public static Figures of(Tally tally, double seconds) {
            LatencyHistogram times = tally.response();
            boolean none = times.total() == 0;
            return new Figures(
                    tally.requests(),
                    tally.failures(),
                    tally.failureRate(),
                    perSecond(tally.requests(), seconds),
                    perSecond(tally.failures(), seconds),
                    times.meanMillis(),
                    none ? Double.NaN : times.minMicros() / 1000.0,
                    none ? Double.NaN : times.maxMicros() / 1000.0,
                    tally.requests() == 0 ? 0 : (double) tally.bytesReceived() / tally.requests(),
                    Percentiles.of(times),
                    tally.statuses());
        }

        private static double perSecond(long count, double seconds) {
            return seconds > 0 ? count / seconds : 0;
        }

        /** The same with rates of 0. */
        public Figures withoutRates() {
            return new Figures(requests, failures, failureRate, 0, 0, mean, min, max, meanBytes, percentiles, statuses);
        }

        public double p50() {
            return percentiles.p50();
        }

        public double p95() {
            return percentiles.p95();
        }

        public double p99() {
            return percentiles.p99();
        }
    }

    /**
     * All names together in one phase.
     *
     * @param judgedSeconds the judged part of what elapsed: the divisor of the totals' rates
     * @param phase index of the plan's phase
     * @param figures since the phase began; rates over the part of it that has passed
     */
    public record PhaseFigures(int phase, Figures figures) {}

    /** @param recent of the last ten seconds, all phases */
    public record NameFigures(RequestKey key, Figures totals, long warmupRequests, Figures recent) {}

    /**
     * One of several loads.
     *
     * @param intended in a few words: {@code 200 users}, {@code 5/s}
     * @param totals judged, since its start
     * @param recent of the last ten seconds, all phases
     */
    public record LoadFigures(String name, String intended, Figures totals, Figures recent) {}

    /**
     * @param occurrences judged
     * @param warmupOccurrences during the warm-up
     */
    public record Failure(
            RequestKey key,
            FailureKind kind,
            String message,
            long occurrences,
            long warmupOccurrences,
            long firstSeenMillis,
            long lastSeenMillis) {}

    /** @param busy users with a task under way, also those that are on their way out */
    public record WorkerView(
            String name,
            String state,
            int users,
            int busy,
            double rps,
            double cpu,
            long residentBytes,
            double clockOffsetMillis) {
        /** Of a worker whose busy users nobody knows. */
        public WorkerView(
                String name,
                String state,
                int users,
                double rps,
                double cpu,
                long residentBytes,
                double clockOffsetMillis) {
            this(name, state, users, 0, rps, cpu, residentBytes, clockOffsetMillis);
        }
    }

    /**
     * Whether the generator was up to the load, now (the last ten seconds).
     *
     * @param reasons empty when healthy: what made the generator the bottleneck
     * @param warnings what is worth knowing without spoiling the figures
     * @param busiestLoop share of time; -1 when unknown, as {@code cpu}
     */
    public record Health(
            boolean healthy,
            List<String> reasons,
            List<String> warnings,
            double busiestLoop,
            double cpu,
            double lagP99Millis) {}

    /**
     * A metric of the scenario's own.
     *
     * @param failed of a group's; 0 for others
     * @param sum of all values; those of a group are milliseconds, and so are the figures that follow
     */
    public record Own(
            CustomMetric metric, long count, long failed, double sum, double mean, double p50, double p95, double max) {
        /** All of a run's, by the names of {@link Snapshot#timings}. */
        public static List<Own> of(SortedMap<String, LatencyHistogram> timings) {
            List<Own> rows = new ArrayList<>();
            timings.forEach((key, values) -> CustomMetric.of(key)
                    .filter(metric -> metric.kind() != CustomMetric.Kind.GROUP_FAILURES && values.total() > 0)
                    .ifPresent(metric -> rows.add(of(metric, values, timings))));
            return List.copyOf(rows);
        }

        private static Own of(
                CustomMetric metric, LatencyHistogram values, SortedMap<String, LatencyHistogram> timings) {
            double[] percentiles = values.percentilesMillis(50, 95);
            return new Own(
                    metric,
                    values.total(),
                    failed(metric, values, timings),
                    values.sumMicros() / 1000.0,
                    values.meanMillis(),
                    percentiles[0],
                    percentiles[1],
                    values.maxMicros() / 1000.0);
        }

        private static long failed(
                CustomMetric metric, LatencyHistogram values, SortedMap<String, LatencyHistogram> timings) {
            if (metric.kind() == CustomMetric.Kind.CHECK) {
                return values.total() - Math.round(values.sumMicros() / 1000.0);
            }
            LatencyHistogram failed =
                    timings.get(new CustomMetric(CustomMetric.Kind.GROUP_FAILURES, metric.name()).key());
            return metric.kind() == CustomMetric.Kind.GROUP && failed != null ? failed.total() : 0;
        }
    }

    /** @param measuredText with unit, for people */
    public record ThresholdView(
            String expression, Optional<String> name, double measured, String measuredText, boolean holding) {}
}
