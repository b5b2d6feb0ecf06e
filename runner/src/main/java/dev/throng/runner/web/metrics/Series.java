package dev.throng.runner.web.metrics;

import dev.throng.runner.stats.TracedRequest;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The series of one scrape in the making, each family with the labels that the catalogue gives it. */
final class Series {
    private final List<String> common;
    private final Map<Family, List<DataPointSnapshot>> points = new EnumMap<>(Family.class);
    private final Set<Object> there = new HashSet<>();

    /** @param common values of {@link Family#COMMON} */
    Series(List<String> common) {
        this.common = List.copyOf(common);
    }

    /** @param values of the family's own labels, in order */
    void add(Family family, double value, String... values) {
        Labels labels = labels(family, values);
        switch (family.type) {
            case COUNTER ->
                add(
                        family,
                        CounterDataPointSnapshot.builder()
                                .labels(labels)
                                .value(value)
                                .build());
            case GAUGE ->
                add(
                        family,
                        GaugeDataPointSnapshot.builder()
                                .labels(labels)
                                .value(value)
                                .build());
            case HISTOGRAM -> throw new IllegalArgumentException(family + " is a histogram");
        }
    }

    void count(Family family, long amount, String... values) {
        add(family, (double) amount, values);
    }

    void add(Family family, LatencyHistogram histogram, String... values) {
        add(family, histogram, List.of(), values);
    }

    /** @param traces of some of what the histogram counts */
    void add(Family family, LatencyHistogram histogram, List<TracedRequest> traces, String... values) {
        add(family, HistogramData.of(histogram, traces, labels(family, values)));
    }

    private Labels labels(Family family, String... values) {
        List<String> names = new ArrayList<>(Family.COMMON);
        names.addAll(family.labels);
        List<String> all = new ArrayList<>(common);
        all.addAll(List.of(values));
        return Labels.of(names, all);
    }

    /** Two stages or thresholds may be called the same; the first one is shown. */
    private void add(Family family, DataPointSnapshot point) {
        if (there.add(List.of(family, point.getLabels()))) {
            points.computeIfAbsent(family, unused -> new ArrayList<>()).add(point);
        }
    }

    MetricSnapshots snapshots() {
        List<MetricSnapshot> snapshots = new ArrayList<>();
        points.forEach((family, data) -> snapshots.add(snapshot(family, data)));
        return new MetricSnapshots(snapshots);
    }

    private static MetricSnapshot snapshot(Family family, List<DataPointSnapshot> data) {
        MetricMetadata metadata = new MetricMetadata(family.baseName(), family.help);
        return switch (family.type) {
            case COUNTER -> new CounterSnapshot(metadata, each(data, CounterDataPointSnapshot.class));
            case GAUGE -> new GaugeSnapshot(metadata, each(data, GaugeDataPointSnapshot.class));
            case HISTOGRAM -> new HistogramSnapshot(metadata, each(data, HistogramDataPointSnapshot.class));
        };
    }

    private static <T> List<T> each(List<DataPointSnapshot> data, Class<T> type) {
        return data.stream().map(type::cast).toList();
    }
}
