package dev.throng.runner.report;

import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.StatusCount;
import dev.throng.runner.stats.histogram.EncodedHistogram;
import dev.throng.runner.verdict.Comparison;
import dev.throng.runner.verdict.End;
import dev.throng.runner.verdict.GeneratorHealth;
import dev.throng.runner.verdict.Verdict;
import dev.throng.runner.verdict.saturation.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The one result model: the JSON file is this record, and every other output is made from it. Immutable.
 *
 * <p>Times are milliseconds (double), rates per second, shares from 0 to 1.
 *
 * @param formatVersion of the JSON; readers accept their own and older ones
 * @param spec the LoadTest as YAML
 * @param durationSeconds stage clock at the end
 * @param judgedSeconds the judged part of it: the divisor of all rates but those of phases and series
 * @param names judged figures per request name, sorted by key
 * @param total judged figures over all names
 * @param warmup figures of the warm-up over all names
 * @param phases figures per phase, warm-up included
 * @param failures most frequent first
 * @param counters all of them
 * @param timings what is not per name, by the names of {@link Snapshot#timings}
 * @param series one point per interval over the whole run, coarser for long runs
 * @param degraded stretches in which the load was not as intended
 * @param exchanges a few failed exchanges in full
 * @param maxUsers the most users that there were at a time; 0 in results of earlier versions
 * @param findings what the run says over time
 * @param traces where the traces of the slowest and of failed requests can be found, by name; empty when no request has a trace id
 * @param once what was done once, before the load and after it, by request name; among {@code warmup}, not among {@code names}
 * @param loads figures per load, when there are several side by side; else empty
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
        double judgedSeconds,
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
        GeneratorHealth health,
        List<Exchange> exchanges,
        Environment environment,
        Optional<Comparison> comparison,
        int maxUsers,
        Findings findings,
        List<LoadResult> loads,
        List<NameResult> once,
        List<Trace> traces) {
    /** The format that is written. */
    public static final int FORMAT = 1;

    private static final int MOST_TOLD = 2;

    /** What of all that happens says most. */
    private static final String OUT_OF_MEMORY = "OOMKilled";

    public Result {
        findings = Objects.requireNonNullElse(findings, Findings.NONE); // stored before there were any
        loads = Objects.requireNonNullElse(loads, List.of());
        once = Objects.requireNonNullElse(once, List.of());
        traces = Objects.requireNonNullElse(traces, List.of());
    }

    /** The same run in less detail. */
    Result with(
            List<NameResult> lessNames,
            List<Point> lessSeries,
            List<NameSeries> lessNameSeries,
            List<Exchange> lessExchanges) {
        return new Result(
                formatVersion,
                throngVersion,
                name,
                runId,
                target,
                seed,
                planHash,
                spec,
                startedAt,
                finishedAt,
                durationSeconds,
                judgedSeconds,
                end,
                verdict,
                lessNames,
                total,
                warmup,
                phases,
                failures,
                exceptions,
                identity,
                counters,
                timings,
                lessSeries,
                lessNameSeries,
                workers,
                degraded,
                health,
                lessExchanges,
                environment,
                comparison,
                maxUsers,
                findings,
                loads,
                once,
                traces);
    }

    /** Whether it became worse than runs before it; empty when it is compared with none. */
    public Optional<Boolean> regression() {
        boolean crept = !findings.history().creeps().isEmpty();
        return comparison
                .map(compared -> compared.regression() || crept)
                .or(() -> crept ? Optional.of(true) : Optional.empty());
    }

    /** Whether what was done once, before the load or after it, made these requests, and no warm-up. */
    public boolean wasDoneOnce(RequestKey key) {
        return once.stream().anyMatch(row -> row.key().equals(key));
    }

    /** Requests that what was done once has made. */
    public long doneOnce() {
        return once.stream().mapToLong(NameResult::requests).sum();
    }

    /** The same run with what happened to its target; the sentence says what was severe. */
    public Result marked(List<Mark> happened) {
        if (happened.isEmpty()) {
            return this;
        }
        // What was killed for its memory also misses its probes and is put off: that much is said by the first.
        boolean killed = happened.stream().anyMatch(mark -> mark.kind().equals(OUT_OF_MEMORY));
        List<String> severe = happened.stream()
                .filter(mark -> killed ? mark.kind().equals(OUT_OF_MEMORY) : mark.severe())
                .limit(MOST_TOLD)
                .map(Mark::sentence)
                .toList();
        String words = severe.isEmpty() ? verdict.message() : verdict.message() + "; " + String.join("; ", severe);
        return with(findings.marked(happened), verdict.saying(words));
    }

    /** The same run, of which more was found out. */
    public Result with(Findings found, Verdict judgement) {
        return new Result(
                formatVersion,
                throngVersion,
                name,
                runId,
                target,
                seed,
                planHash,
                spec,
                startedAt,
                finishedAt,
                durationSeconds,
                judgedSeconds,
                end,
                judgement,
                names,
                total,
                warmup,
                phases,
                failures,
                exceptions,
                identity,
                counters,
                timings,
                series,
                nameSeries,
                workers,
                degraded,
                health,
                exchanges,
                environment,
                comparison,
                maxUsers,
                found,
                loads,
                once,
                traces);
    }

    /**
     * Judged requests of one name, of all of them, or of a phase.
     *
     * @param requests every one that ended, however it ended; {@code failures} and {@code stalled} are among them
     * @param stalled ran across a stall of the generator: in no time and no failure
     * @param warmupRequests of the same name before judging began; not among {@code requests}
     * @param failureRate from 0 to 1, of the requests but the stalled ones
     * @param statuses by the answer's status, ascending; those that got no complete answer are not among them
     */
    public record NameResult(
            RequestKey key,
            long requests,
            long failures,
            long stalled,
            long warmupRequests,
            double failureRate,
            double rps,
            double failuresPerSecond,
            long bytesReceived,
            long bytesSent,
            Timing response,
            Timing service,
            Timing firstByte,
            List<StatusCount> statuses) {
        /** Results of earlier versions have no statuses. */
        @SuppressWarnings({"ConstantValue", "DataFlowIssue"})
        public NameResult {
            statuses = Objects.requireNonNullElse(statuses, List.of());
        }

        NameResult with(Timing otherResponse, Timing otherService, Timing otherFirstByte) {
            return new NameResult(
                    key,
                    requests,
                    failures,
                    stalled,
                    warmupRequests,
                    failureRate,
                    rps,
                    failuresPerSecond,
                    bytesReceived,
                    bytesSent,
                    otherResponse,
                    otherService,
                    otherFirstByte,
                    statuses);
        }
    }

    /**
     * Times in milliseconds, NaN when {@code count} is 0.
     *
     * @param percentiles by name, ascending: "50", "66", "75", "80", "90", "95", "98", "99", "99.9", "99.99", "100"
     */
    public record Timing(
            long count,
            double min,
            double mean,
            double max,
            Map<String, Double> percentiles,
            EncodedHistogram histogram) {}

    public record PhaseResult(
            int index, String name, boolean judged, double fromSeconds, double toSeconds, NameResult total) {}

    /**
     * One of several loads.
     *
     * @param intended in a few words: {@code 200 users}, {@code 5/s}
     * @param users names of the classes whose load it is
     * @param toSeconds its end, or the run's
     * @param total judged figures of its requests, per second of the time in which it was there
     */
    public record LoadResult(
            String name, String intended, List<String> users, double fromSeconds, double toSeconds, NameResult total) {}

    /** @param occurrences judged; those of the warm-up are beside them */
    public record Failure(
            RequestKey key,
            FailureKind kind,
            String message,
            long occurrences,
            long warmupOccurrences,
            Instant firstSeen,
            Instant lastSeen) {}

    /**
     * A judged request of which the target may have a trace.
     *
     * @param at its end
     * @param millis response time
     * @param message why it failed; empty when it did not
     */
    public record Trace(RequestKey key, String traceId, Instant at, double millis, String message) {}

    public record ExceptionRow(String message, String trace, long occurrences, List<String> workers) {}

    /**
     * counted + warmup + aborted + redirectHops + retries − neverSent = lines of the server's log.
     *
     * @param counted requests of the judged phases
     * @param serverLines the sum: what the server's log must hold
     * @param uncertain how many more the log may hold, because something was killed or connections were reset: 0 in an
     *     undisturbed run
     */
    public record Identity(
            long counted,
            long warmup,
            long aborted,
            long redirectHops,
            long retries,
            long neverSent,
            long serverLines,
            long uncertain) {}

    /**
     * One piece of time, all phases; times are of the requests that ended in it.
     *
     * @param second its end on the stage clock
     * @param seconds its length
     * @param phase of its end
     * @param users at its end
     * @param cpu mean share of the machines' processors; -1 when unknown
     * @param loopBusy share of time of the busiest loop; -1 when unknown
     * @param heat pairs of band and count; see {@link dev.throng.runner.stats.histogram.Heat}
     */
    public record Point(
            double second,
            int seconds,
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

    /**
     * A request name over time, all phases, in coarser steps than {@link Point}.
     *
     * @param seconds length of a step
     * @param points each {end second, requests, failures, p50, p95, p99, max}; times in milliseconds, NaN without requests
     */
    public record NameSeries(RequestKey key, int seconds, List<double[]> points) {}

    public record Worker(String name, String state, long requests, int maxUsers, double cpuMean, long residentBytes) {}

    public record Degraded(double fromSecond, double toSecond, String kind, String message) {}

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
}
