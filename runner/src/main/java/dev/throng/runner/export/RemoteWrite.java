package dev.throng.runner.export;

import com.google.protobuf.MessageLite;
import dev.throng.runner.export.wire.RemoteWriteProto;
import dev.throng.runner.export.wire.RemoteWriteProto.BucketSpan;
import dev.throng.runner.export.wire.RemoteWriteProto.Histogram;
import dev.throng.runner.export.wire.RemoteWriteProto.Label;
import dev.throng.runner.export.wire.RemoteWriteProto.Sample;
import dev.throng.runner.export.wire.RemoteWriteProto.TimeSeries;
import dev.throng.runner.export.wire.RemoteWriteProto.WriteRequest;
import io.airlift.compress.snappy.SnappyCompressor;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Prometheus' remote write 1.0: the series that a scrape would have made, and at the end that they are over. */
final class RemoteWrite implements Encoding {
    /** Prometheus' own senders have 500 to 2,000 in one. */
    private static final int SERIES = 2000;

    private static final String JOB = "throng";

    /** The one that Prometheus knows staleness by. */
    private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

    private final boolean nativeHistograms;
    private final SnappyCompressor snappy = new SnappyCompressor();
    private final Set<List<Label>> sent = new LinkedHashSet<>();

    /** @param nativeHistograms whether they go beside the classic ones */
    RemoteWrite(boolean nativeHistograms) {
        this.nativeHistograms = nativeHistograms;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(
                "Content-Type", "application/x-protobuf",
                "Content-Encoding", "snappy",
                "X-Prometheus-Remote-Write-Version", "0.1.0");
    }

    @Override
    public List<byte[]> encode(MetricSnapshots metrics, Instant at) {
        Writing writing = new Writing(at);
        metrics.forEach(writing::add);
        return requests(writing.series);
    }

    @Override
    public List<byte[]> end(Instant at) {
        Sample over = Sample.newBuilder()
                .setValue(STALE)
                .setTimestamp(at.toEpochMilli())
                .build();
        return requests(sent.stream()
                .map(labels -> TimeSeries.newBuilder()
                        .addAllLabels(labels)
                        .addSamples(over)
                        .build())
                .toList());
    }

    private List<byte[]> requests(List<TimeSeries> series) {
        List<byte[]> requests = new ArrayList<>();
        for (int from = 0; from < series.size(); from += SERIES) {
            requests.add(compressed(WriteRequest.newBuilder()
                    .addAllTimeseries(series.subList(from, Math.min(series.size(), from + SERIES)))
                    .build()));
        }
        return requests;
    }

    private byte[] compressed(MessageLite message) {
        byte[] plain = message.toByteArray();
        byte[] packed = new byte[snappy.maxCompressedLength(plain.length)];
        return Arrays.copyOf(packed, snappy.compress(plain, 0, plain.length, packed, 0, packed.length));
    }

    /** The series of one moment. */
    private final class Writing {
        private final long millis;
        private final List<TimeSeries> series = new ArrayList<>();

        Writing(Instant at) {
            this.millis = at.toEpochMilli();
        }

        void add(MetricSnapshot metric) {
            String name = metric.getMetadata().getPrometheusName();
            switch (metric) {
                case CounterSnapshot counter ->
                    counter.getDataPoints()
                            .forEach(point -> sample(name + "_total", point.getLabels(), "", point.getValue()));
                case GaugeSnapshot gauge ->
                    gauge.getDataPoints().forEach(point -> sample(name, point.getLabels(), "", point.getValue()));
                case HistogramSnapshot histogram -> histogram.getDataPoints().forEach(point -> histogram(name, point));
                default -> throw new IllegalStateException(name + " is of a kind that the catalogue has not");
            }
        }

        private void histogram(String name, HistogramDataPointSnapshot point) {
            ClassicHistogramBuckets buckets = point.getClassicBuckets();
            long below = 0;
            for (int i = 0; i < buckets.size(); i++) {
                below += buckets.getCount(i);
                double least = i == 0 ? Double.NEGATIVE_INFINITY : buckets.getUpperBound(i - 1);
                sample(
                        name + "_bucket",
                        point.getLabels(),
                        bound(buckets.getUpperBound(i)),
                        (double) below,
                        point.getExemplars().get(least, buckets.getUpperBound(i)));
            }
            sample(name + "_count", point.getLabels(), "", (double) below);
            sample(name + "_sum", point.getLabels(), "", point.getSum());
            if (nativeHistograms) {
                List<Label> labels = labels(name, point.getLabels(), "");
                sent.add(labels);
                series.add(TimeSeries.newBuilder()
                        .addAllLabels(labels)
                        .addHistograms(fine(point, below))
                        .build());
            }
        }

        private void sample(String name, Labels labels, String le, double value) {
            sample(name, labels, le, value, null);
        }

        private void sample(String name, Labels labels, String le, double value, @Nullable Exemplar exemplar) {
            List<Label> all = labels(name, labels, le);
            sent.add(all);
            TimeSeries.Builder made = TimeSeries.newBuilder()
                    .addAllLabels(all)
                    .addSamples(Sample.newBuilder().setValue(value).setTimestamp(millis));
            if (exemplar != null) {
                made.addExemplars(written(exemplar));
            }
            series.add(made.build());
        }

        private Histogram fine(HistogramDataPointSnapshot point, long count) {
            Histogram.Builder histogram = Histogram.newBuilder()
                    .setCountInt(count)
                    .setSum(point.getSum())
                    .setSchema(point.getNativeSchema())
                    .setZeroThreshold(point.getNativeZeroThreshold())
                    .setZeroCountInt(point.getNativeZeroCount())
                    .setTimestamp(millis);
            NativeHistogramBuckets buckets = point.getNativeBucketsForPositiveValues();
            long before = 0;
            int next = 0;
            for (int i = 0; i < buckets.size(); i++) {
                int index = buckets.getBucketIndex(i);
                if (i == 0 || index != next) {
                    histogram.addPositiveSpans(BucketSpan.newBuilder().setOffset(i == 0 ? index : index - next));
                }
                BucketSpan.Builder span = histogram.getPositiveSpansBuilder(histogram.getPositiveSpansCount() - 1);
                span.setLength(span.getLength() + 1);
                histogram.addPositiveDeltas(buckets.getCount(i) - before);
                before = buckets.getCount(i);
                next = index + 1;
            }
            return histogram.build();
        }
    }

    private static RemoteWriteProto.Exemplar written(Exemplar exemplar) {
        RemoteWriteProto.Exemplar.Builder written = RemoteWriteProto.Exemplar.newBuilder()
                .setValue(exemplar.getValue())
                .setTimestamp(exemplar.getTimestampMillis());
        exemplar.getLabels()
                .forEach(label -> written.addLabels(
                        Label.newBuilder().setName(label.getName()).setValue(label.getValue())));
        return written.build();
    }

    /** As a scrape's text has it. */
    private static String bound(double bound) {
        return Double.isInfinite(bound) ? "+Inf" : Double.toString(bound);
    }

    /** In the order of their names; empty ones are none. */
    private static List<Label> labels(String name, Labels labels, String le) {
        Map<String, String> all = new TreeMap<>();
        labels.forEach(label -> all.put(label.getName(), label.getValue()));
        all.put("__name__", name);
        all.put("job", JOB);
        all.put("le", le);
        return all.entrySet().stream()
                .filter(label -> !label.getValue().isEmpty())
                .map(label -> Label.newBuilder()
                        .setName(label.getKey())
                        .setValue(label.getValue())
                        .build())
                .toList();
    }
}
