package dev.throng.runner.web.metrics;

import dev.throng.runner.stats.TracedRequest;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.List;
import java.util.TreeMap;

/**
 * One of our histograms as Prometheus has them: classic buckets for everybody, and native ones that are fine enough for
 * percentiles within half a percent. Each value of ours counts where the summary's percentiles see it, at the top of its
 * own bucket; count and sum are exact.
 */
final class HistogramData {
    /** Seven: each bucket is 2^(1/128), about half a percent, wider than the one before. */
    static final int SCHEMA = 7;

    static final double[] CLASSIC_SECONDS = {
        0.001,
        0.0025,
        0.005,
        0.01,
        0.025,
        0.05,
        0.075,
        0.1,
        0.15,
        0.2,
        0.25,
        0.3,
        0.4,
        0.5,
        0.75,
        1,
        1.5,
        2,
        3,
        5,
        10,
        30,
        Double.POSITIVE_INFINITY
    };

    private static final double BUCKETS_PER_DOUBLING = 1 << SCHEMA;

    private final long[] classic = new long[CLASSIC_SECONDS.length];
    private final TreeMap<Integer, Long> fine = new TreeMap<>();
    private long zeros;

    private HistogramData() {}

    /** @param traces of some of what it counts; the latest one of each classic bucket becomes its exemplar */
    static HistogramDataPointSnapshot of(LatencyHistogram histogram, List<TracedRequest> traces, Labels labels) {
        HistogramData data = new HistogramData();
        histogram.forEach(
                (low, high, count) -> data.add(Math.clamp(high, histogram.minMicros(), histogram.maxMicros()), count));
        return HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(CLASSIC_SECONDS, data.classic))
                .nativeSchema(SCHEMA)
                .nativeZeroCount(data.zeros)
                .nativeBucketsForPositiveValues(data.buckets())
                .sum(histogram.sumMicros() / 1e6)
                .labels(labels)
                .exemplars(exemplars(traces))
                .build();
    }

    private static Exemplars exemplars(List<TracedRequest> traces) {
        TreeMap<Integer, TracedRequest> latest = new TreeMap<>();
        traces.forEach(trace -> latest.merge(
                bucket(trace.millis() / 1e3), trace, (one, other) -> one.atMillis() > other.atMillis() ? one : other));
        return Exemplars.of(latest.values().stream()
                .map(trace -> Exemplar.builder()
                        .value(trace.millis() / 1e3)
                        .traceId(trace.traceId())
                        .spanId(trace.spanId())
                        .timestampMillis(trace.atMillis())
                        .build())
                .toList());
    }

    private static int bucket(double seconds) {
        int bucket = 0;
        while (seconds > CLASSIC_SECONDS[bucket]) {
            bucket++;
        }
        return bucket;
    }

    private void add(long micros, long count) {
        double seconds = micros / 1e6;
        classic[bucket(seconds)] += count;
        if (micros == 0) {
            zeros += count;
        } else {
            fine.merge(index(seconds), count, Long::sum);
        }
    }

    /** The native bucket that ends at or above this value. */
    static int index(double seconds) {
        return (int) Math.ceil(Math.log(seconds) / Math.log(2) * BUCKETS_PER_DOUBLING - 1e-9);
    }

    private NativeHistogramBuckets buckets() {
        NativeHistogramBuckets.Builder builder = NativeHistogramBuckets.builder();
        fine.forEach(builder::bucket);
        return builder.build();
    }
}
