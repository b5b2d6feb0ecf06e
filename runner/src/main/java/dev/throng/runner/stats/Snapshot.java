package dev.throng.runner.stats;

import dev.throng.runner.stats.histogram.EncodedHistogram;
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
 * @param timings histograms that are not per request name, by {@link #LAG}, {@link #DNS} and so on
 * @param exchanges a few failed exchanges in full
 * @param stops why the scenario's code asked for the end of the run, in its own words; empty when it did not
 * @param traces the slowest and failed ones of the requests that have a trace id
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
        Map<String, EncodedHistogram> timings,
        List<Exchange> exchanges,
        List<String> stops,
        List<TracedRequest> traces) {

    /** Of code that did not ask for the end. */
    public Snapshot(
            long sequence,
            long fromNanos,
            long toNanos,
            List<Row> rows,
            List<Failures> failures,
            List<Exceptions> exceptions,
            Map<Counter, Long> counters,
            Gauges gauges,
            Map<String, EncodedHistogram> timings,
            List<Exchange> exchanges) {
        this(sequence, fromNanos, toNanos, rows, failures, exceptions, counters, gauges, timings, exchanges, List.of());
    }

    /** Without traced requests. */
    public Snapshot(
            long sequence,
            long fromNanos,
            long toNanos,
            List<Row> rows,
            List<Failures> failures,
            List<Exceptions> exceptions,
            Map<Counter, Long> counters,
            Gauges gauges,
            Map<String, EncodedHistogram> timings,
            List<Exchange> exchanges,
            List<String> stops) {
        this(
                sequence,
                fromNanos,
                toNanos,
                rows,
                failures,
                exceptions,
                counters,
                gauges,
                timings,
                exchanges,
                stops,
                List.of());
    }

    /** Start of a task behind its intended start. */
    public static final String LAG = "lag";

    /** How late a loop's timers fire: the generator's own lateness, whatever the target does. */
    public static final String LOOP_LAG = "loopLag";

    public static final String DNS = "dns";
    public static final String CONNECT = "connect";
    public static final String TLS = "tls";

    /** Gaps in a loop's own clock: the process was stopped, or starved, for so long. */
    public static final String STANDSTILL = "standstill";

    /** Prefix; a request's name follows. Age, from the intended start, of what was in flight when the run ended. */
    public static final String ABORTED = "aborted:";

    /** Prefix; a user class's name follows. First byte to last byte. */
    public static final String RECEIVE = "receive:";

    /**
     * One snapshot that says the same as these consecutive ones of one worker, in their order: from the first one's start
     * to the last one's end, with the last one's sequence and gauges.
     */
    public static Snapshot merge(List<Snapshot> consecutive) {
        Accumulator sum = new Accumulator();
        consecutive.forEach(sum::add);
        Snapshot last = consecutive.getLast();
        return sum.snapshot(last.sequence, consecutive.getFirst().fromNanos, last.toNanos, last.gauges);
    }

    /**
     * The response times hold every request but the stalled ones ({@link Counter#STALLED}), failed or not; service time
     * and time to first byte hold those that came so far.
     *
     * @param requests includes {@code failures} and the stalled ones
     * @param statuses ascending
     */
    public record Row(
            RequestKey key,
            int phase,
            long requests,
            long failures,
            long bytesReceived,
            long bytesSent,
            EncodedHistogram response,
            EncodedHistogram service,
            EncodedHistogram firstByte,
            List<StatusCount> statuses) {

        /** Of requests whose answers' statuses nobody knows. */
        public Row(
                RequestKey key,
                int phase,
                long requests,
                long failures,
                long bytesReceived,
                long bytesSent,
                EncodedHistogram response,
                EncodedHistogram service,
                EncodedHistogram firstByte) {
            this(key, phase, requests, failures, bytesReceived, bytesSent, response, service, firstByte, List.of());
        }
    }

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

    /**
     * A failed exchange as it went over the wire, kept for people: size-capped, secrets redacted.
     *
     * @param atMillis wall clock of the failure, epoch
     * @param millis response time
     */
    public record Exchange(
            RequestKey key, String message, long atMillis, double millis, String request, String response) {}

    /** Quantities that add up over intervals and workers. The terms of the identity with the server's log are among them. */
    public enum Counter {
        /** Exchanges still in flight when the run ended; not in any row. */
        ABORTED,
        /** Requests sent because of a redirect, beyond the first of the chain. */
        REDIRECT_HOPS,
        /** Requests sent again because an idle connection was closed by the server. */
        RETRIES,
        /**
         * Requests in rows that the server's log does not hold as far as is known: they failed before anything was sent, or
         * before anything of it was confirmed, or they are {@link #UNCLEAR}.
         */
        NEVER_SENT,
        /** Requests whose connection was reset before an answer: the server's log may hold them beyond what is claimed. */
        UNCLEAR,
        /** Responses whose end was timed by the kernel's stamp of their arrival, not by when this process was told of it. */
        KERNEL_STAMPED,
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
        /** Requests in rows that ran across a stall of the generator: counted, but kept out of times, failures and verdict. */
        STALLED,
        /** Requests in rows that are under {@link RequestKey#OTHER} because the run has too many names. */
        NAMES_FOLDED,
        /** Requests in rows that code has measured itself: they went over no connection of the engine's. */
        EXTERNAL,
        /**
         * Those of {@link #STALLED} that failed. Whether that says something of the target or of the standstill is not
         * known: a check, of code's own above all, may have looked at the time.
         */
        STALLED_FAILED,
        /** How often code had to be ended so often, or kept so much memory, that the run cannot go on. */
        CODE_OUT_OF_HAND
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
            long allocatedBytes) {
        public static final Gauges NONE = new Gauges(0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1, -1);
    }
}
