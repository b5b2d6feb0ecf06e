package dev.throng.runner.cluster.protocol;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.throng.runner.cluster.wire.MeasuredProto;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.TracedRequest;
import dev.throng.runner.stats.histogram.EncodedHistogram;

/** Spans as they go over the wire, for one direction of one connection. Confined to one thread. */
public final class SpanWriter {
    private final KeyTable keys = new KeyTable();

    public MeasuredProto.Span write(Span span) {
        return MeasuredProto.Span.newBuilder()
                .setFirst(span.first())
                .setLast(span.last())
                .setSnapshot(write(span.snapshot()))
                .build();
    }

    private MeasuredProto.Snapshot write(Snapshot snapshot) {
        MeasuredProto.Snapshot.Builder out = MeasuredProto.Snapshot.newBuilder()
                .setFromNanos(snapshot.fromNanos())
                .setToNanos(snapshot.toNanos())
                .setGauges(write(snapshot.gauges()));
        snapshot.rows().forEach(row -> out.addRows(write(row, keys.id(row.key(), out))));
        snapshot.failures().forEach(row -> out.addFailures(write(row, keys.id(row.key(), out))));
        snapshot.exceptions().forEach(row -> out.addExceptions(write(row)));
        snapshot.counters().forEach((counter, amount) -> out.putCounters(counter.name(), amount));
        snapshot.timings().forEach((name, times) -> out.putTimings(name, write(times)));
        snapshot.exchanges().forEach(row -> out.addExchanges(write(row, keys.id(row.key(), out))));
        out.addAllStops(snapshot.stops());
        snapshot.traces().forEach(row -> out.addTraces(write(row, keys.id(row.key(), out))));
        return out.build();
    }

    private static MeasuredProto.Row write(Snapshot.Row row, int key) {
        MeasuredProto.Row.Builder out = MeasuredProto.Row.newBuilder()
                .setKey(key)
                .setPhase(row.phase())
                .setRequests(row.requests())
                .setFailures(row.failures())
                .setBytesReceived(row.bytesReceived())
                .setBytesSent(row.bytesSent());
        if (row.response().total() > 0) {
            out.setResponse(write(row.response()));
        }
        if (row.service().total() > 0) {
            out.setService(write(row.service()));
        }
        if (row.firstByte().total() > 0) {
            out.setFirstByte(write(row.firstByte()));
        }
        row.statuses()
                .forEach(count -> out.addStatuses(MeasuredProto.StatusCount.newBuilder()
                        .setStatus(count.status())
                        .setRequests(count.requests())
                        .setFailures(count.failures())));
        return out.build();
    }

    private static MeasuredProto.Histogram write(EncodedHistogram histogram) {
        return MeasuredProto.Histogram.newBuilder()
                .setV2(bytes(histogram.v2()))
                .setTotal(histogram.total())
                .setMinMicros(histogram.minMicros())
                .setMaxMicros(histogram.maxMicros())
                .setSumMicros(histogram.sumMicros())
                .build();
    }

    /** An encoded histogram is never changed: no copy is needed. */
    private static ByteString bytes(byte[] unchanging) {
        return UnsafeByteOperations.unsafeWrap(unchanging);
    }

    private static MeasuredProto.Failures write(Snapshot.Failures row, int key) {
        return MeasuredProto.Failures.newBuilder()
                .setKey(key)
                .setPhase(row.phase())
                .setKind(row.kind().name())
                .setMessage(row.message())
                .setOccurrences(row.occurrences())
                .setFirstSeenMillis(row.firstSeenMillis())
                .setLastSeenMillis(row.lastSeenMillis())
                .build();
    }

    private static MeasuredProto.Exceptions write(Snapshot.Exceptions row) {
        return MeasuredProto.Exceptions.newBuilder()
                .setMessage(row.message())
                .setTrace(row.trace())
                .setOccurrences(row.occurrences())
                .build();
    }

    private static MeasuredProto.Exchange write(Snapshot.Exchange row, int key) {
        return MeasuredProto.Exchange.newBuilder()
                .setKey(key)
                .setMessage(row.message())
                .setAtMillis(row.atMillis())
                .setMillis(row.millis())
                .setRequest(row.request())
                .setResponse(row.response())
                .build();
    }

    private static MeasuredProto.TracedRequest write(TracedRequest row, int key) {
        return MeasuredProto.TracedRequest.newBuilder()
                .setKey(key)
                .setPhase(row.phase())
                .setTraceId(row.traceId())
                .setSpanId(row.spanId())
                .setAtMillis(row.atMillis())
                .setMillis(row.millis())
                .setWhy(row.why())
                .build();
    }

    private static MeasuredProto.Gauges write(Snapshot.Gauges gauges) {
        return MeasuredProto.Gauges.newBuilder()
                .setUsers(gauges.users())
                .setIntendedUsers(gauges.intendedUsers())
                .setBusyUsers(gauges.busyUsers())
                .setConnections(gauges.connections())
                .setLoopBusy(gauges.loopBusy())
                .setProcessCpu(gauges.processCpu())
                .setThrottled(gauges.throttled())
                .setGcShare(gauges.gcShare())
                .setHeapBytes(gauges.heapBytes())
                .setResidentBytes(gauges.residentBytes())
                .setOpenFiles(gauges.openFiles())
                .setOpenFilesLimit(gauges.openFilesLimit())
                .setAllocatedBytes(gauges.allocatedBytes())
                .build();
    }
}
