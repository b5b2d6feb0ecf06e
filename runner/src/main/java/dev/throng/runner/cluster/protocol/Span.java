package dev.throng.runner.cluster.protocol;

import dev.throng.runner.stats.Snapshot;
import java.util.List;

/**
 * What one worker measured in consecutive intervals: the unit of sending, acknowledging and keeping.
 *
 * @param first number of the first interval in it, from 0
 * @param last number of the last one, inclusive
 */
public record Span(long first, long last, Snapshot snapshot) {
    public Span {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("no interval in " + first + ".." + last);
        }
    }

    /** One span that says the same as these, which follow each other without a gap. */
    static Span merge(List<Span> consecutive) {
        return consecutive.size() == 1
                ? consecutive.getFirst()
                : new Span(
                        consecutive.getFirst().first,
                        consecutive.getLast().last,
                        Snapshot.merge(consecutive.stream().map(Span::snapshot).toList()));
    }

    long intervals() {
        return last - first + 1;
    }

    /** The number that follows. */
    public long next() {
        return last + 1;
    }
}
