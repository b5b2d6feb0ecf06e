package dev.throng.runner.stats.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of the histogram, with the HdrHistogram library and the sorted samples themselves as witnesses. */
class LatencyHistogramTest {
    private static final double[] PERCENTS = {0, 1, 25, 50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99, 100};

    @Test
    void everyIndexHoldsTheValuesItNames() {
        long next = 0;
        for (int index = 0; index < Buckets.COUNT; index++) {
            assertThat(Buckets.lowest(index)).isEqualTo(next);
            assertThat(Buckets.index(Buckets.lowest(index))).isEqualTo(index);
            assertThat(Buckets.index(Buckets.highest(index))).isEqualTo(index);
            next = Buckets.highest(index) + 1;
        }
        assertThat(next).isGreaterThan(Buckets.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 999, 1000, 100_000})
    void aPercentileIsTheSampleAtThatRankToThreeDigits(int count) {
        long[] samples = samples(count, 7);
        LatencyHistogram histogram = histogram(samples);
        Arrays.sort(samples);
        for (double percent : PERCENTS) {
            int rank = Math.max(1, (int) Math.ceil(percent * count / 100 - 1e-6));
            double exact = samples[rank - 1] / 1000.0;
            assertThat(histogram.percentileMillis(percent)).as("p%s", percent).isBetween(exact, exact * 1.001);
        }
        assertThat(histogram.percentileMillis(100)).isEqualTo(samples[count - 1] / 1000.0);
        assertThat(histogram.minMicros()).isEqualTo(samples[0]);
        assertThat(histogram.meanMillis()).isEqualTo(Arrays.stream(samples).sum() / 1000.0 / count);
    }

    @Test
    void theMergeOfPartsIsTheHistogramOfAllSamples() {
        LatencyHistogram merged = new LatencyHistogram();
        List<Long> all = new ArrayList<>();
        for (int part = 0; part < 20; part++) {
            long[] samples = samples(50 * part, part);
            Arrays.stream(samples).forEach(all::add);
            if (part % 2 == 0) {
                merged.add(histogram(samples));
            } else {
                merged.add(histogram(samples).encode());
            }
        }
        LatencyHistogram whole =
                histogram(all.stream().mapToLong(Long::longValue).toArray());
        assertThat(merged.encode()).isEqualTo(whole.encode());
        assertThat(merged.total()).isEqualTo(all.size());
        assertThat(merged.maxMicros()).isEqualTo(Collections.max(all));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 100, 5000, 300_000})
    void theLibraryReadsWhatWeWrite(int count) throws DataFormatException {
        long[] samples = samples(count, count);
        Histogram ours = decode(histogram(samples).encode().v2());
        Histogram library = library(samples);
        assertThat(ours.getTotalCount()).isEqualTo(library.getTotalCount());
        for (double percent : PERCENTS) {
            assertThat(ours.getValueAtPercentile(percent)).isEqualTo(library.getValueAtPercentile(percent));
        }
    }

    @Test
    void weReadWhatTheLibraryWritesPlainAndCompressed() {
        long[] samples = samples(10_000, 3);
        Histogram library = library(samples);
        ByteBuffer plain = ByteBuffer.allocate(library.getNeededByteBufferCapacity());
        ByteBuffer compressed = ByteBuffer.allocate(library.getNeededByteBufferCapacity());
        library.encodeIntoByteBuffer(plain);
        library.encodeIntoCompressedByteBuffer(compressed);
        LatencyHistogram ours = histogram(samples);
        assertThat(read(plain, ours).encode()).isEqualTo(ours.encode());
        assertThat(read(compressed, ours).encode()).isEqualTo(ours.encode());
    }

    @Test
    void countsOfAnySizeSurviveTheEncoding() {
        for (long times = 1; times > 0; times = times * 3 + 1) {
            LatencyHistogram histogram = new LatencyHistogram();
            histogram.count(Buckets.index(5_000), times);
            LatencyHistogram read = new LatencyHistogram();
            HistogramCodec.addTo(read, HistogramCodec.encode(histogram));
            assertThat(read.countAt(Buckets.index(5_000))).isEqualTo(times);
        }
    }

    @Test
    void valuesOutsideTheRangeCountAtItsEnds() {
        LatencyHistogram histogram = histogram(-5, TimeUnit.HOURS.toMicros(3));
        assertThat(histogram.percentileMillis(50)).isZero();
        assertThat(histogram.percentileMillis(100)).isEqualTo(TimeUnit.HOURS.toMillis(1));
    }

    @Test
    void anEmptyOneHasNoTimesAndAddsNothing() {
        LatencyHistogram histogram = histogram(4_000);
        histogram.add(new LatencyHistogram());
        histogram.add(EncodedHistogram.EMPTY);
        assertThat(histogram.minMicros()).isEqualTo(4_000);
        assertThat(histogram.total()).isOne();
        assertThat(new LatencyHistogram().percentileMillis(50)).isNaN();
        assertThat(new LatencyHistogram().meanMillis()).isNaN();
        assertThat(new LatencyHistogram().encode()).isSameAs(EncodedHistogram.EMPTY);
    }

    @Test
    void aClearedOneIsLikeNewHoweverOften() {
        LatencyHistogram histogram = new LatencyHistogram();
        for (int round = 0; round < 200; round++) {
            long[] samples = samples(100, round);
            Arrays.stream(samples).forEach(histogram::record);
            assertThat(histogram.encode()).isEqualTo(histogram(samples).encode());
            histogram.clear();
        }
        assertThat(histogram.encode()).isSameAs(EncodedHistogram.EMPTY);
    }

    @Test
    void damagedBytesAreRefused() {
        byte[] good = histogram(samples(5000, 1)).encode().v2();
        assertRefused(new byte[] {1, 2, 3});
        assertRefused(new byte[60]);
        assertRefused(Arrays.copyOf(good, good.length / 2));
        byte[] bent = good.clone();
        Arrays.fill(bent, 12, bent.length, (byte) 0x7f);
        assertRefused(bent);
    }

    private static void assertRefused(byte[] bytes) {
        assertThatThrownBy(() -> HistogramCodec.addTo(new LatencyHistogram(), bytes))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static LatencyHistogram read(ByteBuffer buffer, LatencyHistogram exact) {
        EncodedHistogram ours = exact.encode();
        byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
        return LatencyHistogram.of(
                new EncodedHistogram(bytes, ours.total(), ours.minMicros(), ours.maxMicros(), ours.sumMicros()));
    }

    private static Histogram decode(byte[] v2) throws DataFormatException {
        ByteBuffer buffer = ByteBuffer.wrap(v2);
        boolean compressed = (buffer.getInt(0) & 0xff) == 0x14;
        return compressed
                ? Histogram.decodeFromCompressedByteBuffer(buffer, 0)
                : Histogram.decodeFromByteBuffer(buffer, 0);
    }

    private static Histogram library(long... micros) {
        Histogram histogram = new Histogram(3);
        histogram.setAutoResize(true);
        Arrays.stream(micros).forEach(histogram::recordValue);
        return histogram;
    }

    private static LatencyHistogram histogram(long... micros) {
        LatencyHistogram histogram = new LatencyHistogram();
        Arrays.stream(micros).forEach(histogram::record);
        return histogram;
    }

    /** Mostly around 20 ms, with a tail up to minutes. */
    private static long[] samples(int count, long seed) {
        Random random = new Random(seed);
        return random.doubles(count)
                .mapToLong(u -> (long) (20_000 * Math.pow(1 - u, -0.8)))
                .toArray();
    }
}
