package dev.throng.runner.stats;

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
    private static final Cell[] NO_CELLS = {};

    private final AtomicReference<@Nullable Interval> home;
    private @Nullable Cell[][] cells = new Cell[0][];
    private @Nullable Named[] timings = new Named[0];

    final long[] counters = new long[Snapshot.Counter.values().length];
    final ExceptionTable exceptions = new ExceptionTable();
    final List<Snapshot.Exchange> exchanges = new ArrayList<>();

    Interval(AtomicReference<@Nullable Interval> home) {
        this.home = home;
    }

    Cell cell(int slot, int phase, List<RequestKey> keys) {
        if (slot < cells.length && phase < cells[slot].length) {
            Cell cell = cells[slot][phase];
            if (cell != null) {
                return cell;
            }
        }
        return newCell(slot, phase, keys.get(slot));
    }

    private Cell newCell(int slot, int phase, RequestKey key) {
        if (slot >= cells.length) {
            int before = cells.length;
            cells = Arrays.copyOf(cells, Math.max(slot + 1, 2 * before));
            Arrays.fill(cells, before, cells.length, NO_CELLS);
        }
        if (phase >= cells[slot].length) {
            cells[slot] = Arrays.copyOf(cells[slot], phase + 1);
        }
        Cell cell = new Cell(key, phase);
        cells[slot][phase] = cell;
        return cell;
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

    void forEachCell(Consumer<Cell> visitor) {
        for (@Nullable Cell[] byPhase : cells) {
            for (Cell cell : byPhase) {
                if (cell != null && cell.requests > 0) {
                    visitor.accept(cell);
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
        for (@Nullable Cell[] byPhase : cells) {
            recycle(byPhase);
        }
        forEachTiming((name, histogram) -> histogram.clear());
        Arrays.fill(counters, 0);
        exceptions.clear();
        exchanges.clear();
        home.set(this);
    }

    private static void recycle(@Nullable Cell[] byPhase) {
        for (int phase = 0; phase < byPhase.length; phase++) {
            Cell cell = byPhase[phase];
            if (cell != null && cell.recycle() > Cell.MOST_IDLE_INTERVALS) {
                byPhase[phase] = null;
            }
        }
    }

    private record Named(String name, LatencyHistogram histogram) {}
}
