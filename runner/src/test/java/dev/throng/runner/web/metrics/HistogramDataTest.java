package dev.throng.runner.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.TracedRequest;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramDataTest {

    private static LatencyHistogram some(int values) {
        Random random = new Random(3);
        LatencyHistogram histogram = new LatencyHistogram();
        for (int i = 0; i < values; i++) {
            histogram.record((long) Math.exp(4 + 2.2 * random.nextGaussian() + 5));
        }
        return histogram;
    }

    private static HistogramDataPointSnapshot data(LatencyHistogram histogram) {
        return HistogramData.of(histogram, List.of(), Labels.EMPTY);
    }

    @Test
    void theLatestTraceOfEachClassicBucketIsItsExemplar() {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.record(4_000);
        HistogramDataPointSnapshot data = HistogramData.of(
                histogram, List.of(trace("a", 4, 30), trace("b", 4.5, 20), trace("c", 40, 10)), Labels.EMPTY);
        assertThat(data.getExemplars().size()).isEqualTo(2);
        assertThat(data.getExemplars().get(0.0025, 0.005).getLabels().get("trace_id"))
                .isEqualTo("a");
        assertThat(data.getExemplars().get(0.025, 0.05).getValue()).isEqualTo(0.04);
        assertThat(data.getExemplars().get(0.025, 0.05).getTimestampMillis()).isEqualTo(10);
    }

    private static TracedRequest trace(String id, double millis, long at) {
        return new TracedRequest(RequestKey.ALL, 0, id, "0", at, millis, "");
    }

    @Test
    void countAndSumAreExact() {
        LatencyHistogram histogram = some(10_000);
        assertThat(data(histogram).getCount()).isEqualTo(10_000);
        assertThat(data(histogram).getSum()).isEqualTo(histogram.sumMicros() / 1e6);
    }

    @Test
    void bothKindsOfBucketsHoldEverySampleOnce() {
        HistogramDataPointSnapshot data = data(some(10_000));
        assertThat(classicSum(data.getClassicBuckets())).isEqualTo(10_000);
        assertThat(nativeSum(data.getNativeBucketsForPositiveValues()) + data.getNativeZeroCount())
                .isEqualTo(10_000);
    }

    private static long classicSum(ClassicHistogramBuckets buckets) {
        return buckets.stream().mapToLong(bucket -> bucket.getCount()).sum();
    }

    private static long nativeSum(NativeHistogramBuckets buckets) {
        return buckets.stream().mapToLong(bucket -> bucket.getCount()).sum();
    }

    @Test
    void everyPercentileLiesInItsNativeBucket() {
        LatencyHistogram histogram = some(50_000);
        for (double percent : new double[] {1, 50, 90, 95, 99, 99.9, 99.99}) {
            double end = Math.pow(2, bucketAt(histogram, percent) / 128.0) * 1000;
            double start = end / Math.pow(2, 1 / 128.0);
            assertThat(histogram.percentileMillis(percent)).isBetween(start * (1 - 1e-9), end * (1 + 1e-9));
        }
    }

    private static int bucketAt(LatencyHistogram histogram, double percent) {
        HistogramDataPointSnapshot data = data(histogram);
        NativeHistogramBuckets buckets = data.getNativeBucketsForPositiveValues();
        long rank = (long) Math.ceil(percent / 100 * histogram.total() * (1 - 1e-12));
        long seen = data.getNativeZeroCount();
        for (int i = 0; i < buckets.size(); i++) {
            seen += buckets.getCount(i);
            if (seen >= rank) {
                return buckets.getBucketIndex(i);
            }
        }
        throw new AssertionError();
    }

    @Test
    void aBucketEndsAtAPowerOfItsBase() {
        assertThat(HistogramData.index(1)).isZero();
        assertThat(HistogramData.index(2)).isEqualTo(128);
        assertThat(HistogramData.index(2.0001)).isEqualTo(129);
        assertThat(Math.pow(2, HistogramData.index(0.0123) / 128.0)).isCloseTo(0.0123, within(0.0123 * 0.006));
    }

    @Test
    void aTimeOfNothingCountsAsZero() {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.record(0);
        assertThat(data(histogram).getNativeZeroCount()).isOne();
        assertThat(data(histogram).getCount()).isOne();
    }

    @Test
    void anEmptyOneIsThereWithNothingInIt() {
        assertThat(data(new LatencyHistogram()).getCount()).isZero();
        assertThat(data(new LatencyHistogram()).hasNativeHistogramData()).isTrue();
    }
}
