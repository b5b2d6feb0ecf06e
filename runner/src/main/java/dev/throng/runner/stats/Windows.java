package dev.throng.runner.stats;

import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A measure of each window of time, of which the worst is kept: memory does not depend on the run's length. A window is whole
 * when everything up to its end was reported by somebody; reports that come more than {@link #OPEN} windows later no longer
 * change it. Confined to the run's thread.
 */
public final class Windows {
    /** For those who have no windows. */
    public static final Windows NONE = new Windows(0, Long.MAX_VALUE, true, tally -> Double.NaN);

    static final int OPEN = 3;

    private final long fromNanos;
    private final long lengthNanos;
    private final boolean largestIsWorst;
    private final ToDoubleFunction<Tally> measure;
    private final TreeMap<Long, Tally> open = new TreeMap<>();
    private Optional<Worst> closed = Optional.empty();
    private long next;
    private long newestNanos;

    /**
     * @param fromNanos where the first one begins on the stage clock
     * @param measure NaN when a window has nothing to measure, which is no reason to fail
     */
    public Windows(long fromNanos, long lengthNanos, boolean largestIsWorst, ToDoubleFunction<Tally> measure) {
        this.fromNanos = fromNanos;
        this.lengthNanos = lengthNanos;
        this.largestIsWorst = largestIsWorst;
        this.measure = measure;
    }

    /** @param fromSecond where the window begins on the stage clock */
    public record Worst(double measured, double fromSecond) {}

    public void add(Snapshot snapshot, Snapshot.Row row) {
        if (this != NONE) {
            long middle = snapshot.fromNanos() / 2 + snapshot.toNanos() / 2 - fromNanos;
            long index = Math.floorDiv(middle, lengthNanos);
            if (index >= next) {
                open.computeIfAbsent(index, unused -> Tally.empty()).add(row);
            }
        }
    }

    public void reported(long toNanos) {
        newestNanos = Math.max(newestNanos, toNanos);
        while (this != NONE && next < whole() - OPEN) {
            closed = worse(closed, at(next));
            open.remove(next);
            next++;
        }
    }

    /** How many are whole; one that lacks a twentieth counts, since a run's last report is not on the dot. */
    private long whole() {
        return Math.floorDiv(newestNanos - fromNanos + lengthNanos / 20, lengthNanos);
    }

    private Optional<Worst> at(long index) {
        double measured = measure.applyAsDouble(open.getOrDefault(index, Tally.empty()));
        return Double.isNaN(measured)
                ? Optional.empty()
                : Optional.of(new Worst(measured, (fromNanos + index * lengthNanos) / 1e9));
    }

    private Optional<Worst> worse(Optional<Worst> a, Optional<Worst> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.or(() -> b);
        }
        boolean second = largestIsWorst ? b.get().measured > a.get().measured : b.get().measured < a.get().measured;
        return second ? b : a;
    }

    /** Of the whole windows; empty when there is none with anything to measure. */
    public Optional<Worst> worst() {
        Optional<Worst> worst = closed;
        for (long index = next; index < whole(); index++) {
            worst = worse(worst, at(index));
        }
        return worst;
    }
}
