package dev.throng.runner.stats;

import java.util.List;
import java.util.Map;

/**
 * What one worker measured in one interval: immutable, merged by addition, the same in memory and on the wire.
 *
 * @param sequence number of the interval, from 0, without gaps per worker incarnation
 * @param fromNanos start of the interval on the stage clock
 * @param toNanos end of the interval on the stage clock
 * @param rows counts and histograms per (key, phase), only those with anything in them
 * @param failures occurrences per (key, phase, kind, normalised message)
 * @param exceptions uncaught problems of scenario code, not requests
 * @param counters monotonic quantities of the interval, by {@link Counter}
 * @param gauges values at the interval's end
 * @param timings histograms that are not per name: {@code dns}, {@code connect}, {@code tls}, {@code lag}, {@code loopLag}, {@code receive:<user>}
 */
public record Snapshot(
        long sequence,
        long fromNanos,
        long toNanos,
        List<Row> rows,
        List<Failures> failures,
        List<Exceptions> exceptions,
        Map<Counter, Long> counters,
        Gauges gauges,
        Map<String, EncodedHistogram> timings) {

    /** Histograms are in microseconds, V2 encoded. {@code requests} includes {@code failures}. */
    public record Row(
            RequestKey key,
            int phase,
            long requests,
            long failures,
            long bytesReceived,
            long bytesSent,
            double responseMicrosSum,
            EncodedHistogram response,
            EncodedHistogram service,
            EncodedHistogram firstByte) {}

    /** @param firstSeenMillis wall clock, epoch */
    public record Failures(
            RequestKey key,
            int phase,
            FailureKind kind,
            String message,
            long occurrences,
            long firstSeenMillis,
            long lastSeenMillis) {}

    public record Exceptions(String message, String trace, long occurrences) {}

    /** Quantities that add up over intervals and workers. The terms of the identity with the server's log are among them. */
    public enum Counter {
        /** Exchanges still in flight when the run ended; not in any row. */
        ABORTED,
        /** Requests sent because of a redirect, beyond the first of the chain. */
        REDIRECT_HOPS,
        /** Requests sent again because an idle connection was closed by the server. */
        RETRIES,
        /** Requests in rows that the server's log cannot hold: they failed before anything was sent. */
        NEVER_SENT,
        /** Arrivals that were due. */
        ARRIVALS,
        /** Arrivals (or tasks) that started more than 10 ms after their intended start. */
        LATE,
        /** Arrivals that found no free user. */
        DROPPED,
        /** Tasks begun. */
        ITERATIONS,
        /** Steps skipped by {@code when} or an empty pool. */
        SKIPPED,
        CONNECTIONS_OPENED,
        CONNECTIONS_REUSED,
        /** Samples across a stall of the generator: counted, but kept out of percentiles and verdict. */
        STALLED,
        /** Names beyond the limit, recorded under "other". */
        NAMES_FOLDED
    }

    /** Values at the end of the interval. Shares are from 0 to 1; -1 = unknown. */
    public record Gauges(
            int users,
            int intendedUsers,
            int busyUsers,
            int connections,
            double loopBusy,
            double processCpu,
            double throttled,
            double gcShare,
            long heapBytes,
            long residentBytes,
            int openFiles,
            int openFilesLimit,
            long allocatedBytes) {}
}
