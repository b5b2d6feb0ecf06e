package dev.throng.runner.stats.timeline;

import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.Windows;
import dev.throng.runner.stats.total.Totals;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Requests that somebody asks for beyond what {@link Totals} tells apart anyway: of a user class, of a phase, or in windows of
 * time. Grows with the totals; confined to the run's thread.
 */
public final class Part {
    private final Predicate<RequestKey> whose;
    private final OptionalInt phase;
    private final Windows windows;
    private final Tally tally = Tally.empty();

    /**
     * @param whose which requests
     * @param phase the only phase; all that are judged when empty
     * @param windows {@link Windows#NONE} when nobody asks for them
     */
    public Part(Predicate<RequestKey> whose, OptionalInt phase, Windows windows) {
        this.whose = whose;
        this.phase = phase;
        this.windows = windows;
    }

    /** Windows of time of which each must hold. */
    public static Windows windows(
            long fromNanos, long lengthNanos, boolean largestIsWorst, ToDoubleFunction<Tally> measure) {
        return new Windows(fromNanos, lengthNanos, largestIsWorst, measure);
    }

    public void add(Snapshot snapshot, Snapshot.Row row, boolean judged) {
        if ((phase.isPresent() ? phase.getAsInt() == row.phase() : judged) && whose.test(row.key())) {
            tally.add(row);
            windows.add(snapshot, row);
        }
    }

    public void reported(long toNanos) {
        windows.reported(toNanos);
    }

    public Tally tally() {
        return tally;
    }

    public Windows windows() {
        return windows;
    }
}
