package dev.throng.runner.cluster.protocol;

import dev.throng.runner.cluster.wire.MeasuredProto;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.StatusCount;
import dev.throng.runner.stats.TracedRequest;
import dev.throng.runner.stats.histogram.EncodedHistogram;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Spans as they come over the wire, for one direction of one connection. What is no span is an
 * {@link IllegalArgumentException} or an {@link IndexOutOfBoundsException}. Confined to one thread.
 */
final class SpanReader {
    private final KeyTable keys = new KeyTable();

    Span read(MeasuredProto.Span span) {
        return new Span(span.getFirst(), span.getLast(), read(span.getSnapshot(), span.getLast()));
    }

    private Snapshot read(MeasuredProto.Snapshot in, long sequence) {
        keys.learn(in.getKeysList());
        return new Snapshot(
                sequence,
                in.getFromNanos(),
                in.getToNanos(),
                in.getRowsList().stream().map(this::read).toList(),
                in.getFailuresList().stream().map(this::read).toList(),
                in.getExceptionsList().stream().map(SpanReader::read).toList(),
                counters(in.getCountersMap()),
                read(in.getGauges()),
                timings(in.getTimingsMap()),
                in.getExchangesList().stream().map(this::read).toList(),
                List.copyOf(in.getStopsList()),
                in.getTracesList().stream().map(this::read).toList());
    }

    private TracedRequest read(MeasuredProto.TracedRequest in) {
        return new TracedRequest(
                keys.key(in.getKey()),
                in.getPhase(),
                in.getTraceId(),
                in.getSpanId(),
                in.getAtMillis(),
                in.getMillis(),
                in.getWhy());
    }

    private Snapshot.Row read(MeasuredProto.Row in) {
        return new Snapshot.Row(
                keys.key(in.getKey()),
                in.getPhase(),
                in.getRequests(),
                in.getFailures(),
                in.getBytesReceived(),
                in.getBytesSent(),
                read(in.getResponse()),
                read(in.getService()),
                read(in.getFirstByte()),
                in.getStatusesList().stream().map(SpanReader::read).toList());
    }

    private static StatusCount read(MeasuredProto.StatusCount in) {
        return new StatusCount(in.getStatus(), in.getRequests(), in.getFailures());
    }

    private static EncodedHistogram read(MeasuredProto.Histogram in) {
        return in.getTotal() == 0
                ? EncodedHistogram.EMPTY
                : new EncodedHistogram(
                        in.getV2().toByteArray(),
                        in.getTotal(),
                        in.getMinMicros(),
                        in.getMaxMicros(),
                        in.getSumMicros());
    }

    private Snapshot.Failures read(MeasuredProto.Failures in) {
        return new Snapshot.Failures(
                keys.key(in.getKey()),
                in.getPhase(),
                FailureKind.valueOf(in.getKind()),
                in.getMessage(),
                in.getOccurrences(),
                in.getFirstSeenMillis(),
                in.getLastSeenMillis());
    }

    private static Snapshot.Exceptions read(MeasuredProto.Exceptions in) {
        return new Snapshot.Exceptions(in.getMessage(), in.getTrace(), in.getOccurrences());
    }

    private static Map<Snapshot.Counter, Long> counters(Map<String, Long> in) {
        Map<Snapshot.Counter, Long> counters = new EnumMap<>(Snapshot.Counter.class);
        in.forEach((name, amount) -> counters.put(Snapshot.Counter.valueOf(name), amount));
        return counters;
    }

    private static Map<String, EncodedHistogram> timings(Map<String, MeasuredProto.Histogram> in) {
        Map<String, EncodedHistogram> timings = new TreeMap<>();
        in.forEach((name, times) -> timings.put(name, read(times)));
        return timings;
    }

    private Snapshot.Exchange read(MeasuredProto.Exchange in) {
        return new Snapshot.Exchange(
                keys.key(in.getKey()),
                in.getMessage(),
                in.getAtMillis(),
                in.getMillis(),
                in.getRequest(),
                in.getResponse());
    }

    private static Snapshot.Gauges read(MeasuredProto.Gauges in) {
        return new Snapshot.Gauges(
                in.getUsers(),
                in.getIntendedUsers(),
                in.getBusyUsers(),
                in.getConnections(),
                in.getLoopBusy(),
                in.getProcessCpu(),
                in.getThrottled(),
                in.getGcShare(),
                in.getHeapBytes(),
                in.getResidentBytes(),
                in.getOpenFiles(),
                in.getOpenFilesLimit(),
                in.getAllocatedBytes());
    }
}
