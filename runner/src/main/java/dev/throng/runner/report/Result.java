package dev.throng.runner.report;

import dev.throng.runner.stats.EncodedHistogram;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one result model: the JSON file is this record, and every other output is made from it. Immutable.
 *
 * <p>Times are milliseconds (double), rates per second, shares from 0 to 1.
 *
 * @param formatVersion of the JSON; readers accept their own and older ones
 * @param names judged figures per request name, sorted by key
 * @param total judged figures over all names
 * @param warmup figures of the warm-up over all names
 * @param phases figures per phase, warm-up included
 * @param series one point per interval over the whole run, coarser for long runs
 */
public record Result(
        int formatVersion,
        String throngVersion,
        String name,
        String runId,
        String target,
        long seed,
        String planHash,
        String spec,
        Instant startedAt,
        Instant finishedAt,
        double durationSeconds,
        End end,
        Verdict verdict,
        List<NameResult> names,
        NameResult total,
        NameResult warmup,
        List<PhaseResult> phases,
        List<Failure> failures,
        List<ExceptionRow> exceptions,
        Identity identity,
        Map<Snapshot.Counter, Long> counters,
        Map<String, Timing> timings,
        List<Point> series,
        List<NameSeries> nameSeries,
        List<Worker> workers,
        List<Degraded> degraded,
        Health health,
        List<Exchange> exchanges,
        Environment environment,
        Optional<Comparison> comparison) {

    /** How the run ended. */
    public enum End {
        COMPLETE,
        ABORTED_BY_THRESHOLD,
        INTERRUPTED,
        TERMINATED,
        BROKEN
    }

    public record NameResult(
            RequestKey key,
            long requests,
            long failures,
            double rps,
            double failuresPerSecond,
            long bytesReceived,
            long bytesSent,
            Timing response,
            Timing service,
            Timing firstByte) {}

    /** @param percentiles from 50 to 99.99 by name ("50", "66", "75", "80", "90", "95", "98", "99", "99.9", "99.99") */
    public record Timing(
            long count,
            double min,
            double mean,
            double max,
            Map<String, Double> percentiles,
            EncodedHistogram histogram) {}

    public record PhaseResult(
            int index, String name, boolean judged, double fromSeconds, double toSeconds, NameResult total) {}

    public record Failure(
            RequestKey key, FailureKind kind, String message, long occurrences, Instant firstSeen, Instant lastSeen) {}

    public record ExceptionRow(String message, String trace, long occurrences, List<String> workers) {}

    /** counted + warmup + aborted + redirectHops + retries − neverSent = lines of the server's log. */
    public record Identity(
            long counted,
            long warmup,
            long aborted,
            long redirectHops,
            long retries,
            long neverSent,
            long serverLines,
            long uncertain) {}

    /** @param second on the stage clock, of the interval's end; percentiles are the interval's own */
    public record Point(
            double second,
            int phase,
            int users,
            int intendedUsers,
            double rps,
            double failuresPerSecond,
            double p50,
            double p95,
            double p99,
            double max,
            long late,
            long dropped,
            double intendedRate,
            double cpu,
            double loopBusy,
            List<long[]> heat) {}

    public record NameSeries(RequestKey key, List<double[]> points) {}

    public record Worker(String name, String state, long requests, int maxUsers, double cpuMean, long residentBytes) {}

    public record Degraded(double fromSecond, double toSecond, String kind, String message) {}

    public record Health(boolean healthy, List<String> reasons, Map<String, Double> figures) {}

    /** A failed exchange, size-capped, secrets redacted. */
    public record Exchange(
            RequestKey key, String message, Instant at, double millis, String request, String response) {}

    public record Environment(
            String java,
            String os,
            String host,
            int processors,
            long maxHeapBytes,
            String poller,
            String blockingScheduler) {}

    public record Comparison(String baselineRun, Instant baselineAt, boolean regression, List<Compared> rows) {}

    public record Compared(
            String metric,
            Optional<String> name,
            double before,
            double now,
            double change,
            double tolerance,
            boolean passed) {}
}
