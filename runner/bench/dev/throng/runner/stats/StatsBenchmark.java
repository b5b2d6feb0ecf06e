package dev.throng.runner.stats;

import dev.throng.runner.stats.histogram.EncodedHistogram;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.total.Totals;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The way of a measurement, piece by piece: recorded on the loop, made a snapshot once a second, added up by the master.
 * Response times are log-normal around 20 ms,.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StatsBenchmark {
    private static final int TIMES = 1 << 14;
    private static final int NAMES = 100;

    private final long[] nanos = new long[TIMES];
    private final Recorder recorder = new Recorder(() -> 0);
    private final Accumulator accumulator = new Accumulator();
    private final LatencyHistogram target = new LatencyHistogram();
    private final LatencyHistogram large = new LatencyHistogram();
    private final org.HdrHistogram.Histogram library = new org.HdrHistogram.Histogram(3);
    private EncodedHistogram five = EncodedHistogram.EMPTY;
    private EncodedHistogram thousands = EncodedHistogram.EMPTY;
    private Snapshot snapshot = new Accumulator().snapshot(0, 0, 1, Snapshot.Gauges.NONE);
    private Totals totals = new Totals(phase -> true);
    private long second;
    private int next;
    private int slot;

    @Setup
    public void fill() {
        library.setAutoResize(true);
        Random random = new Random(1);
        LatencyHistogram few = new LatencyHistogram();
        for (int i = 0; i < TIMES; i++) {
            nanos[i] = (long) (20_000_000 * Math.exp(random.nextGaussian() * 0.6));
            large.recordNanos(nanos[i]);
        }
        for (int i = 0; i < 5; i++) {
            few.recordNanos(nanos[i]);
        }
        five = few.encode();
        thousands = large.encode();
        slot = recorder.slot("user", "/items", "GET");
        snapshot = snapshotOfNames();
    }

    /** 100 names with five requests each: what a small worker sends each second. */
    private Snapshot snapshotOfNames() {
        Recorder names = new Recorder(() -> 0);
        for (int i = 0; i < 5 * NAMES; i++) {
            names.record(names.slot("user", "/items/" + i % NAMES, "GET"), 0, nanos[i], nanos[i], nanos[i] / 2, 1, 1);
        }
        Accumulator sum = new Accumulator();
        sum.add(names.flip());
        return sum.snapshot(0, 0, 1_000_000_000, Snapshot.Gauges.NONE);
    }

    private long time() {
        return nanos[next++ & (TIMES - 1)];
    }

    /** One successful request: three histograms, four counts. */
    @Benchmark
    public void recordRequest() {
        long time = time();
        recorder.record(slot, 0, time, time, time / 2, 1500, 200);
    }

    @Benchmark
    public void recordOne() {
        target.recordNanos(time());
    }

    /** The library, for comparison. */
    @Benchmark
    public void recordOneInTheLibrary() {
        library.recordValue(time() / 1000);
    }

    /** A second of 1,000 requests on one loop, from the flip to the snapshot. */
    @Benchmark
    public Snapshot cut() {
        for (int i = 0; i < 1000; i++) {
            recordRequest();
        }
        Interval interval = recorder.flip();
        accumulator.add(interval);
        interval.recycle();
        Snapshot cut = accumulator.snapshot(0, 0, 1, Snapshot.Gauges.NONE);
        accumulator.clear();
        return cut;
    }

    @Benchmark
    public EncodedHistogram encodeThousands() {
        return large.encode();
    }

    @Benchmark
    public void addFive() {
        target.add(five);
    }

    @Benchmark
    public void addThousands() {
        target.add(thousands);
    }

    /** A snapshot of 100 names into the totals of a run: three histograms each, series included. */
    @Benchmark
    public void addSnapshot() {
        totals.add("worker", at(snapshot, second++ / 1000));
    }

    private static Snapshot at(Snapshot content, long second) {
        long from = second * 1_000_000_000;
        return new Snapshot(
                second,
                from,
                from + 1_000_000_000,
                content.rows(),
                content.failures(),
                content.exceptions(),
                content.counters(),
                content.gauges(),
                content.timings(),
                content.exchanges());
    }
}
