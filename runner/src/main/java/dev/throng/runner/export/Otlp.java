package dev.throng.runner.export;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** OpenTelemetry's protocol in protobuf: cumulative metrics under the names that Prometheus has for them. */
final class Otlp implements Encoding {
    /** Data points in one post, so that it stays below what receivers take. */
    private static final int POINTS = 2000;

    static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/x-protobuf", "Content-Encoding", "gzip");

    private final boolean exponential;
    private final Resource resource;
    private final InstrumentationScope scope;
    private final long startNanos;

    /**
     * @param exponential whether histograms are exponential ones
     * @param instance the run's id
     * @param version Throng's
     * @param start since when it is counted
     */
    Otlp(boolean exponential, String instance, String version, Instant start) {
        this.exponential = exponential;
        this.startNanos = nanos(start);
        this.resource = resource(instance, version);
        this.scope = InstrumentationScope.newBuilder()
                .setName("dev.throng")
                .setVersion(version)
                .build();
    }

    /** Of whom all is sent. */
    static Resource resource(String instance, String version) {
        return Resource.newBuilder()
                .addAllAttributes(attributes(
                        Map.of("service.name", "throng", "service.instance.id", instance, "service.version", version)))
                .build();
    }

    @Override
    public Map<String, String> headers() {
        return HEADERS;
    }

    @Override
    public List<byte[]> encode(MetricSnapshots metrics, Instant at) {
        List<byte[]> bodies = new ArrayList<>();
        List<Metric> chunk = new ArrayList<>();
        int points = 0;
        for (MetricSnapshot metric : metrics) {
            for (Metric part : parts(metric, nanos(at))) {
                int more = points(part);
                if (points + more > POINTS && !chunk.isEmpty()) {
                    bodies.add(request(chunk));
                    chunk.clear();
                    points = 0;
                }
                chunk.add(part);
                points += more;
            }
        }
        if (!chunk.isEmpty()) {
            bodies.add(request(chunk));
        }
        return bodies;
    }

    @Override
    public List<byte[]> end(Instant at) {
        return List.of();
    }

    private byte[] request(List<Metric> metrics) {
        return gzipped(ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(resource)
                        .addScopeMetrics(
                                ScopeMetrics.newBuilder().setScope(scope).addAllMetrics(metrics)))
                .build());
    }

    static byte[] gzipped(MessageLite message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            message.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no file in it
        }
        return bytes.toByteArray();
    }

    /** One metric, in as many parts as it has too many points for one. */
    private List<Metric> parts(MetricSnapshot metric, long nanos) {
        List<Metric> parts = new ArrayList<>();
        int size = metric.getDataPoints().size();
        for (int from = 0; from < size; from += POINTS) {
            parts.add(part(metric, from, Math.min(size, from + POINTS), nanos));
        }
        return parts;
    }

    private Metric part(MetricSnapshot snapshot, int from, int to, long nanos) {
        String name = snapshot.getMetadata().getPrometheusName();
        Metric.Builder metric = Metric.newBuilder()
                .setName(name)
                .setDescription(String.valueOf(snapshot.getMetadata().getHelp()))
                .setUnit(unit(name));
        switch (snapshot) {
            case CounterSnapshot counter -> {
                Sum.Builder sum = metric.getSumBuilder()
                        .setIsMonotonic(true)
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
                counter.getDataPoints()
                        .subList(from, to)
                        .forEach(point -> sum.addDataPoints(number(point.getLabels(), point.getValue(), nanos)
                                .setStartTimeUnixNano(startNanos)));
            }
            case GaugeSnapshot gauge -> {
                Gauge.Builder values = metric.getGaugeBuilder();
                gauge.getDataPoints()
                        .subList(from, to)
                        .forEach(point -> values.addDataPoints(number(point.getLabels(), point.getValue(), nanos)));
            }
            case HistogramSnapshot histogram ->
                histograms(metric, histogram.getDataPoints().subList(from, to), nanos);
            default -> throw new IllegalStateException(name + " is of a kind that the catalogue has not");
        }
        return metric.build();
    }

    private void histograms(Metric.Builder metric, List<HistogramDataPointSnapshot> points, long nanos) {
        if (exponential) {
            ExponentialHistogram.Builder histogram = metric.getExponentialHistogramBuilder()
                    .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
            points.forEach(point -> histogram.addDataPoints(exponential(point, nanos)));
        } else {
            Histogram.Builder histogram = metric.getHistogramBuilder()
                    .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
            points.forEach(point -> histogram.addDataPoints(explicit(point, nanos)));
        }
    }

    private static NumberDataPoint.Builder number(Labels labels, double value, long nanos) {
        return NumberDataPoint.newBuilder()
                .addAllAttributes(attributes(labels))
                .setTimeUnixNano(nanos)
                .setAsDouble(value);
    }

    private HistogramDataPoint explicit(HistogramDataPointSnapshot point, long nanos) {
        HistogramDataPoint.Builder histogram = HistogramDataPoint.newBuilder()
                .addAllAttributes(attributes(point.getLabels()))
                .setStartTimeUnixNano(startNanos)
                .setTimeUnixNano(nanos)
                .setCount(count(point))
                .setSum(point.getSum());
        ClassicHistogramBuckets buckets = point.getClassicBuckets();
        for (int i = 0; i < buckets.size(); i++) {
            histogram.addBucketCounts(buckets.getCount(i));
            if (!Double.isInfinite(buckets.getUpperBound(i))) {
                histogram.addExplicitBounds(buckets.getUpperBound(i));
            }
        }
        point.getExemplars().forEach(exemplar -> histogram.addExemplars(written(exemplar)));
        return histogram.build();
    }

    /** Its bucket i begins where Prometheus' bucket i ends. */
    private ExponentialHistogramDataPoint exponential(HistogramDataPointSnapshot point, long nanos) {
        ExponentialHistogramDataPoint.Builder histogram = ExponentialHistogramDataPoint.newBuilder()
                .addAllAttributes(attributes(point.getLabels()))
                .setStartTimeUnixNano(startNanos)
                .setTimeUnixNano(nanos)
                .setCount(count(point))
                .setSum(point.getSum())
                .setScale(point.getNativeSchema())
                .setZeroCount(point.getNativeZeroCount())
                .setZeroThreshold(point.getNativeZeroThreshold());
        NativeHistogramBuckets buckets = point.getNativeBucketsForPositiveValues();
        if (buckets.size() > 0) {
            ExponentialHistogramDataPoint.Buckets.Builder positive = histogram.getPositiveBuilder();
            int next = buckets.getBucketIndex(0);
            positive.setOffset(next - 1);
            for (int i = 0; i < buckets.size(); i++) {
                for (; next < buckets.getBucketIndex(i); next++) {
                    positive.addBucketCounts(0);
                }
                positive.addBucketCounts(buckets.getCount(i));
                next++;
            }
        }
        point.getExemplars().forEach(exemplar -> histogram.addExemplars(written(exemplar)));
        return histogram.build();
    }

    private static Exemplar written(io.prometheus.metrics.model.snapshots.Exemplar exemplar) {
        return Exemplar.newBuilder()
                .setTimeUnixNano(exemplar.getTimestampMillis() * 1_000_000)
                .setAsDouble(exemplar.getValue())
                .setTraceId(bytes(exemplar.getLabels().get(io.prometheus.metrics.model.snapshots.Exemplar.TRACE_ID)))
                .setSpanId(bytes(exemplar.getLabels().get(io.prometheus.metrics.model.snapshots.Exemplar.SPAN_ID)))
                .build();
    }

    /** @param hex two digits each */
    private static ByteString bytes(@Nullable String hex) {
        return hex == null
                ? ByteString.EMPTY
                : ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    private static long count(HistogramDataPointSnapshot point) {
        return point.getClassicBuckets().stream()
                .mapToLong(bucket -> bucket.getCount())
                .sum();
    }

    private static int points(Metric metric) {
        return switch (metric.getDataCase()) {
            case SUM -> metric.getSum().getDataPointsCount();
            case GAUGE -> metric.getGauge().getDataPointsCount();
            case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
            case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
            case SUMMARY, DATA_NOT_SET -> 0;
        };
    }

    private static String unit(String name) {
        return name.endsWith("_seconds") ? "s" : name.endsWith("_bytes") ? "By" : name.endsWith("_ratio") ? "1" : "";
    }

    /** Empty ones are none. */
    private static List<KeyValue> attributes(Labels labels) {
        Map<String, String> all = new TreeMap<>();
        labels.forEach(label -> all.put(label.getName(), label.getValue()));
        return attributes(all);
    }

    private static List<KeyValue> attributes(Map<String, String> all) {
        return new TreeMap<>(all)
                .entrySet().stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .map(entry -> KeyValue.newBuilder()
                                .setKey(entry.getKey())
                                .setValue(AnyValue.newBuilder().setStringValue(entry.getValue()))
                                .build())
                        .toList();
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }
}
