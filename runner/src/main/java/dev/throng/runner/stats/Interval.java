package dev.throng.runner.stats;

import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one recorder measured from one {@link Recorder#flip} to the next. Owned by one thread at a time: the loop while it
 * is filled, then the taker, then the recorder's spare place.
 */
public final class Interval {
    private static final Tally[] NO_TALLIES = {};

    private final AtomicReference<@Nullable Interval> home;
    private @Nullable Tally[][] tallies = new Tally[0][];
    private @Nullable Named[] timings = new Named[0];

    final long[] counters = new long[Snapshot.Counter.values().length];
    final ExceptionTable exceptions = new ExceptionTable();
    final List<Snapshot.Exchange> exchanges = new ArrayList<>();
    final List<String> stops = new ArrayList<>();
    final TraceTable traces = new TraceTable();

    Interval(AtomicReference<@Nullable Interval> home) {
        this.home = home;
    }

    Tally tally(int slot, int phase, List<RequestKey> keys) {
        if (slot < tallies.length && phase < tallies[slot].length) {
            Tally tally = tallies[slot][phase];
            if (tally != null) {
                return tally;
            }
        }
        return newTally(slot, phase, keys.get(slot));
    }

    private Tally newTally(int slot, int phase, RequestKey key) {
        if (slot >= tallies.length) {
            int before = tallies.length;
            tallies = Arrays.copyOf(tallies, Math.max(slot + 1, 2 * before));
            Arrays.fill(tallies, before, tallies.length, NO_TALLIES);
        }
        if (phase >= tallies[slot].length) {
            tallies[slot] = Arrays.copyOf(tallies[slot], phase + 1);
        }
        Tally tally = new Tally(key, phase);
        tallies[slot][phase] = tally;
        return tally;
    }

    LatencyHistogram timing(int index, String name) {
        if (index < timings.length) {
            Named timing = timings[index];
            if (timing != null) {
                return timing.histogram;
            }
        }
        return newTiming(index, name);
    }

    private LatencyHistogram newTiming(int index, String name) {
        timings = Arrays.copyOf(timings, Math.max(index + 1, timings.length));
        Named timing = new Named(name, new LatencyHistogram());
        timings[index] = timing;
        return timing.histogram;
    }

    void forEachTally(Consumer<Tally> visitor) {
        for (@Nullable Tally[] byPhase : tallies) {
            for (Tally tally : byPhase) {
                if (tally != null && tally.requests() > 0) {
                    visitor.accept(tally);
                }
            }
        }
    }

    void forEachTiming(BiConsumer<String, LatencyHistogram> visitor) {
        for (Named timing : timings) {
            if (timing != null && timing.histogram.total() > 0) {
                visitor.accept(timing.name, timing.histogram);
            }
        }
    }

    /** Gives the interval, emptied, back to its recorder. The taker's last call. */
    public void recycle() {
        for (@Nullable Tally[] byPhase : tallies) {
            recycle(byPhase);
        }
        forEachTiming((name, histogram) -> histogram.clear());
        Arrays.fill(counters, 0);
        exceptions.clear();
        exchanges.clear();
        stops.clear();
        traces.clear();
        home.set(this);
    }

    private static void recycle(@Nullable Tally[] byPhase) {
        for (int phase = 0; phase < byPhase.length; phase++) {
            Tally tally = byPhase[phase];
            if (tally != null && tally.recycle() > Tally.MOST_IDLE_INTERVALS) {
                byPhase[phase] = null;
            }
        }
    }

    private record Named(String name, LatencyHistogram histogram) {}
}
