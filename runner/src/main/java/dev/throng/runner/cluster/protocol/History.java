package dev.throng.runner.cluster.protocol;

import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.histogram.EncodedHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything one incarnation has measured since T0, as spans that follow each other and grow coarser with age: the sums
 * are exact for ever, only the resolution in time fades. Bounded: the number of spans grows with the logarithm of the run's
 * length, and with it falls what they may weigh. Confined to one thread.
 *
 * <p>A worker keeps its own, and sends from it; keepers keep those of others; a master keeps the part of each that no
 * replica has confirmed. Boundaries at which somebody may have stopped counting are never merged across.
 */
public final class History {
    private final int period;
    private final long mostBytes;
    private final List<Span> spans = new ArrayList<>();
    private final NavigableSet<Long> fences = new TreeSet<>();
    private int resolution;
    private int untidy;
    private long base;

    /**
     * @param resolution a span may be as long as its age divided by this; 0 = one span of any length
     * @param period after how many additions it is tidied; merging many at once is cheaper than one by one
     * @param mostBytes estimated weight above which the resolution is halved
     */
    public History(int resolution, int period, long mostBytes) {
        this.resolution = resolution;
        this.period = period;
        this.mostBytes = mostBytes;
    }

    /** The same, but first tidied so many additions earlier: many histories that fill together are not tidied together. */
    public History ahead(int additions) {
        untidy = Math.floorMod(additions, period);
        return this;
    }

    /** @throws IllegalArgumentException when the span does not continue the history */
    public void add(Span span) {
        if (span.first() != next()) {
            throw new IllegalArgumentException("interval " + next() + " expected, not " + span.first());
        }
        spans.add(span);
        if (++untidy >= period) {
            tidy();
        }
    }

    /** Number of the first interval that is still in it. */
    public long first() {
        return base;
    }

    /** Number of the interval that comes next. */
    public long next() {
        return spans.isEmpty() ? base : spans.getLast().next();
    }

    /** Forgets the spans that end before this interval. */
    public void dropBefore(long interval) {
        while (!spans.isEmpty() && spans.getFirst().next() <= interval) {
            base = spans.removeFirst().next();
        }
    }

    /** Puts back what was dropped, if it fits: these spans begin at 0 and end at a boundary of this history. */
    public void restore(List<Span> dropped) {
        long end = dropped.getLast().next();
        if (end < base || (at(end).isEmpty() && next() != end)) {
            return;
        }
        spans.removeIf(span -> span.first() < end);
        spans.addAll(0, dropped);
        base = 0;
    }

    public Optional<Span> latest() {
        return spans.isEmpty() ? Optional.empty() : Optional.of(spans.getLast());
    }

    /** The span that begins with this interval; empty when there is none yet, or no boundary there. */
    public Optional<Span> at(long first) {
        int index = indexOf(first);
        return index < spans.size() && spans.get(index).first() == first
                ? Optional.of(spans.get(index))
                : Optional.empty();
    }

    /** The spans from this interval on; the first of them begins there or, when no boundary is there, later. */
    public List<Span> from(long first) {
        return List.copyOf(spans.subList(indexOf(first), spans.size()));
    }

    /** The spans that end before this interval. */
    public List<Span> before(long interval) {
        return spans.stream().takeWhile(span -> span.next() <= interval).toList();
    }

    /** Index of the first span that begins here or later. */
    private int indexOf(long first) {
        int low = 0;
        int high = spans.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (spans.get(middle).first() < first) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Keeps the boundary before this interval until {@link #unfenceBefore}. */
    public void fence(long boundary) {
        fences.add(boundary);
    }

    /** Lets go of fences below this one, but for those that are to last. */
    public void unfenceBefore(long boundary, Set<Long> lasting) {
        fences.headSet(boundary).removeIf(fence -> !lasting.contains(fence));
    }

    /** How many spans begin in this range; the end is exclusive. */
    public int count(long from, long to) {
        return indexOf(to) - indexOf(from);
    }

    int size() {
        return spans.size();
    }

    private void tidy() {
        untidy = 0;
        coarsen();
        while (bytes() > mostBytes && resolution > 0) {
            resolution /= 2;
            coarsen();
        }
    }

    private void coarsen() {
        long end = next();
        List<Span> tidied = new ArrayList<>();
        List<Span> group = new ArrayList<>();
        for (Span span : spans) {
            if (!group.isEmpty() && !joins(group.getFirst(), span, end)) {
                tidied.add(Span.merge(group));
                group.clear();
            }
            group.add(span);
        }
        if (!group.isEmpty()) {
            tidied.add(Span.merge(group));
        }
        spans.clear();
        spans.addAll(tidied);
    }

    private boolean joins(Span first, Span span, long end) {
        long length = span.next() - first.first();
        return !fences.contains(span.first()) && (resolution == 0 || length <= (end - span.next()) / resolution);
    }

    /** About how many bytes it takes. */
    public long bytes() {
        return spans.stream().mapToLong(span -> weight(span.snapshot())).sum();
    }

    /** About how many bytes a snapshot takes; objects around the histograms included. */
    private static long weight(Snapshot snapshot) {
        long rows = snapshot.rows().stream()
                .mapToLong(row -> 160 + weight(row.response()) + weight(row.service()) + weight(row.firstByte()))
                .sum();
        return 200 + rows + 120L * snapshot.failures().size();
    }

    private static long weight(EncodedHistogram histogram) {
        return histogram.v2().length + 56L;
    }
}
