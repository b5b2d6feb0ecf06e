package dev.throng.runner.web.metrics;

import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One worker's process as metrics, for those who want to see it also while its master is out of reach. Safe for all
 * threads.
 */
public final class WorkerMetrics {
    private static final ExpositionFormats FORMATS = ExpositionFormats.init();

    private final Map<WorkerFamily, Double> values = new EnumMap<>(WorkerFamily.class);
    private final String namespace;
    private final String run;
    private final String worker;
    private String loadTest = "";

    /**
     * @param namespace empty when it is not known
     * @param run empty when it is not known
     * @param worker its name in the run
     */
    public WorkerMetrics(String namespace, String run, String worker) {
        this.namespace = namespace;
        this.run = run;
        this.worker = worker;
        for (WorkerFamily family : WorkerFamily.values()) {
            if (family.type == Family.Type.COUNTER) {
                values.put(family, 0.0);
            }
        }
    }

    /** What it is to do is known. */
    public synchronized void takesPartIn(String test) {
        loadTest = test;
    }

    /** Takes the next interval; each once. */
    public synchronized void enter(Snapshot snapshot) {
        for (Snapshot.Row row : snapshot.rows()) {
            count(WorkerFamily.REQUESTS, row.requests());
            count(WorkerFamily.FAILURES, row.failures());
            count(WorkerFamily.SENT_BYTES, row.bytesSent());
            count(WorkerFamily.RECEIVED_BYTES, row.bytesReceived());
        }
        count(WorkerFamily.DROPPED, snapshot.counters().getOrDefault(Counter.DROPPED, 0L));
        count(WorkerFamily.LATE, snapshot.counters().getOrDefault(Counter.LATE, 0L));
        gauges(snapshot.gauges());
        Optional.ofNullable(snapshot.timings().get(Snapshot.LOOP_LAG))
                .map(LatencyHistogram::of)
                .ifPresent(lag -> known(WorkerFamily.LOOP_LAG, lag.percentileMillis(99) / 1000));
    }

    private void gauges(Snapshot.Gauges gauges) {
        known(WorkerFamily.USERS, gauges.users());
        known(WorkerFamily.CONNECTIONS, gauges.connections());
        known(WorkerFamily.LOOP_BUSY, gauges.loopBusy());
        known(WorkerFamily.CPU, gauges.processCpu());
        known(WorkerFamily.THROTTLED, gauges.throttled());
        known(WorkerFamily.GC, gauges.gcShare());
        known(WorkerFamily.RESIDENT, (double) gauges.residentBytes());
        known(WorkerFamily.HEAP, (double) gauges.heapBytes());
        known(WorkerFamily.OPEN_FILES, gauges.openFiles());
        known(WorkerFamily.OPEN_FILES_LIMIT, gauges.openFilesLimit());
    }

    private void count(WorkerFamily family, long amount) {
        values.merge(family, (double) amount, Double::sum);
    }

    /** A value that is not known is below 0, or no number. */
    private void known(WorkerFamily family, double value) {
        if (value >= 0) {
            values.put(family, value);
        } else {
            values.remove(family);
        }
    }

    /**
     * One scrape.
     *
     * @param accept the request's header; null when it has none
     */
    public Scrapes.Scrape scrape(@Nullable String accept) throws IOException {
        ExpositionFormatWriter writer = FORMATS.findWriter(accept);
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        writer.write(out, snapshots());
        return new Scrapes.Scrape(writer.getContentType(), out.toByteArray(), false);
    }

    private synchronized MetricSnapshots snapshots() {
        Labels labels =
                Labels.of(List.of("namespace", "loadtest", "run", "worker"), List.of(namespace, loadTest, run, worker));
        return new MetricSnapshots(values.entrySet().stream()
                .map(entry -> snapshot(entry.getKey(), entry.getValue(), labels))
                .toList());
    }

    private static MetricSnapshot snapshot(WorkerFamily family, double value, Labels labels) {
        return switch (family.type) {
            case COUNTER ->
                CounterSnapshot.builder()
                        .name(family.baseName())
                        .help(family.help)
                        .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                                .labels(labels)
                                .value(value)
                                .build())
                        .build();
            case GAUGE ->
                GaugeSnapshot.builder()
                        .name(family.baseName())
                        .help(family.help)
                        .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                                .labels(labels)
                                .value(value)
                                .build())
                        .build();
            case HISTOGRAM -> throw new IllegalStateException(family + " is no histogram");
        };
    }
}
