package dev.throng.runner.stats;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is counted of one request name in one phase: one row of a snapshot, while it is being filled. */
final class Cell {
    /** A cell that was empty in this many intervals in a row gives its memory back: its phase is over, or its name is rare. */
    static final int MOST_IDLE_INTERVALS = 30;

    final RequestKey key;
    final int phase;
    final LatencyHistogram response = new LatencyHistogram();
    final LatencyHistogram service = new LatencyHistogram();
    final LatencyHistogram firstByte = new LatencyHistogram();
    private final Map<FailureKind, Map<String, Occurrences>> failuresByKind = new EnumMap<>(FailureKind.class);
    long requests;
    long failures;
    long bytesReceived;
    long bytesSent;
    private int idleIntervals;

    Cell(RequestKey key, int phase) {
        this.key = key;
        this.phase = phase;
    }

    void count(long received, long sent) {
        requests++;
        bytesReceived += received;
        bytesSent += sent;
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

    void fail(FailureKind kind, String message, long times, long firstMillis, long lastMillis) {
        failuresByKind
                .computeIfAbsent(kind, unused -> new HashMap<>())
                .computeIfAbsent(message, unused -> new Occurrences())
                .add(times, firstMillis, lastMillis);
    }

    void add(Cell other) {
        requests += other.requests;
        failures += other.failures;
        bytesReceived += other.bytesReceived;
        bytesSent += other.bytesSent;
        response.add(other.response);
        service.add(other.service);
        firstByte.add(other.firstByte);
    }

    void add(Snapshot.Row row) {
        requests += row.requests();
        failures += row.failures();
        bytesReceived += row.bytesReceived();
        bytesSent += row.bytesSent();
        response.add(row.response());
        service.add(row.service());
        firstByte.add(row.firstByte());
    }

    Snapshot.Row row() {
        return new Snapshot.Row(
                key,
                phase,
                requests,
                failures,
                bytesReceived,
                bytesSent,
                response.encode(),
                service.encode(),
                firstByte.encode());
    }

    List<Snapshot.Failures> failures() {
        List<Snapshot.Failures> rows = new ArrayList<>();
        failuresByKind.forEach((kind, byMessage) -> byMessage.forEach((message, seen) -> rows.add(
                new Snapshot.Failures(key, phase, kind, message, seen.times, seen.firstMillis, seen.lastMillis))));
        return rows;
    }

    /** Empties the cell, and says for how many intervals in a row it has been empty. */
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
        failuresByKind.clear();
        return 0;
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
