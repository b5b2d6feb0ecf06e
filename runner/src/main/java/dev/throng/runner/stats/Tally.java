package dev.throng.runner.stats;

import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is counted of some requests: of one name in one phase, of one phase, of the whole run. Grows by addition; confined
 * to one thread, readers included.
 */
public final class Tally {
    /** A tally that was empty in this many intervals in a row gives its memory back: its phase is over, or its name is rare. */
    static final int MOST_IDLE_INTERVALS = 30;

    public final RequestKey key;
    final int phase;
    private final LatencyHistogram response = new LatencyHistogram();
    private final LatencyHistogram service = new LatencyHistogram();
    private final LatencyHistogram firstByte = new LatencyHistogram();
    private final Statuses statuses = new Statuses();
    private final Map<FailureKind, Map<String, Occurrences>> failuresByKind = new EnumMap<>(FailureKind.class);
    private long requests;
    private long failures;
    private long bytesReceived;
    private long bytesSent;
    private int idleIntervals;

    public Tally(RequestKey key, int phase) {
        this.key = key;
        this.phase = phase;
    }

    /** Of no request at all. */
    public static Tally empty() {
        return new Tally(RequestKey.ALL, -1);
    }

    /** The sum of these, under a key of its own. */
    public static Tally sum(RequestKey key, Collection<Tally> tallies) {
        Tally sum = new Tally(key, -1);
        tallies.forEach(sum::add);
        return sum;
    }

    void count(long received, long sent) {
        requests++;
        bytesReceived += received;
        bytesSent += sent;
    }

    /** @param status 0 when there was no answer */
    void answered(int status, boolean failed) {
        statuses.count(status, failed);
    }

    /** A negative time did not happen. */
    void time(long responseNanos, long serviceNanos, long firstByteNanos) {
        response.recordNanos(responseNanos);
        if (serviceNanos >= 0) {
            service.recordNanos(serviceNanos);
        }
        if (firstByteNanos >= 0) {
            firstByte.recordNanos(firstByteNanos);
        }
    }

    void fail(FailureKind kind, String message, long now) {
        failures++;
        addOccurrences(kind, message, 1, now, now);
    }

    void addOccurrences(FailureKind kind, String message, long times, long firstMillis, long lastMillis) {
        failuresByKind
                .computeIfAbsent(kind, unused -> new HashMap<>())
                .computeIfAbsent(message, unused -> new Occurrences())
                .add(times, firstMillis, lastMillis);
    }

    /** Adds all but the failures' messages, which the caller folds first. */
    public void add(Tally other) {
        requests += other.requests;
        failures += other.failures;
        bytesReceived += other.bytesReceived;
        bytesSent += other.bytesSent;
        response.add(other.response);
        service.add(other.service);
        firstByte.add(other.firstByte);
        statuses.add(other.statuses);
    }

    public void add(Snapshot.Row row) {
        requests += row.requests();
        failures += row.failures();
        bytesReceived += row.bytesReceived();
        bytesSent += row.bytesSent();
        response.add(row.response());
        service.add(row.service());
        firstByte.add(row.firstByte());
        row.statuses().forEach(statuses::add);
    }

    public void add(long moreRequests, long moreFailures, long moreBytesReceived) {
        requests += moreRequests;
        failures += moreFailures;
        bytesReceived += moreBytesReceived;
    }

    public Snapshot.Row row() {
        return new Snapshot.Row(
                key,
                phase,
                requests,
                failures,
                bytesReceived,
                bytesSent,
                response.encode(),
                service.encode(),
                firstByte.encode(),
                statuses.rows());
    }

    List<Snapshot.Failures> failureRows() {
        List<Snapshot.Failures> rows = new ArrayList<>();
        failuresByKind.forEach((kind, byMessage) -> byMessage.forEach((message, seen) -> rows.add(
                new Snapshot.Failures(key, phase, kind, message, seen.times, seen.firstMillis, seen.lastMillis))));
        return rows;
    }

    /** Empties the tally, and says for how many intervals in a row it has been empty. */
    int recycle() {
        if (requests == 0) {
            return ++idleIntervals;
        }
        idleIntervals = 0;
        requests = 0;
        failures = 0;
        bytesReceived = 0;
        bytesSent = 0;
        response.clear();
        service.clear();
        firstByte.clear();
        statuses.clear();
        failuresByKind.clear();
        return 0;
    }

    public RequestKey key() {
        return key;
    }

    /** Every request that ended, however it ended. */
    public long requests() {
        return requests;
    }

    /** Those of the requests that failed. */
    public long failures() {
        return failures;
    }

    /** Those of the requests that ran across a stall of the generator: in no histogram and never a failure. */
    public long stalled() {
        return requests - response.total();
    }

    /** Failures of the requests that are judged (the stalled ones are not), from 0 to 1; 0 when there is none. */
    public double failureRate() {
        return response.total() == 0 ? 0 : (double) failures / response.total();
    }

    /** By the answer's status, ascending. */
    public List<StatusCount> statuses() {
        return statuses.rows();
    }

    public long bytesReceived() {
        return bytesReceived;
    }

    public long bytesSent() {
        return bytesSent;
    }

    /** From the intended start; of all requests but the stalled ones, failed or not. */
    public LatencyHistogram response() {
        return response;
    }

    /** From the actual send; of what was sent. */
    public LatencyHistogram service() {
        return service;
    }

    /** From the actual send to the first byte; of what was answered. */
    public LatencyHistogram firstByte() {
        return firstByte;
    }

    private static final class Occurrences {
        private long times;
        private long firstMillis = Long.MAX_VALUE;
        private long lastMillis;

        private void add(long more, long first, long last) {
            times += more;
            firstMillis = Math.min(firstMillis, first);
            lastMillis = Math.max(lastMillis, last);
        }
    }
}
