package dev.throng.runner.stats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A second, or the last few, in detail and in all phases. */
public final class Recent {
    private final Map<RequestKey, Tally> names = new HashMap<>();
    private final Slice slice = new Slice();
    private final LatencyHistogram loopLag = new LatencyHistogram();
    private final Set<String> workers = new HashSet<>();
    private final List<SlicePoint> points = new ArrayList<>();
    private int seconds;

    void add(String worker, long second, Snapshot snapshot) {
        seconds = 1;
        workers.add(worker);
        slice.add(second, snapshot.gauges());
        loopLag.add(snapshot.timings().getOrDefault(Snapshot.LOOP_LAG, EncodedHistogram.EMPTY));
    }

    void add(Snapshot.Counter counter, long amount) {
        slice.add(counter, amount);
    }

    void add(RequestKey key, Snapshot.Row row) {
        name(key).addResponse(row);
    }

    void add(Recent later) {
        seconds += later.seconds;
        later.names.forEach((key, tally) -> name(key).add(tally));
        slice.add(later.slice);
        points.add(later.slice());
        loopLag.add(later.loopLag);
        workers.addAll(later.workers);
    }

    private Tally name(RequestKey key) {
        return names.computeIfAbsent(key, unused -> new Tally(key, -1));
    }

    int workers() {
        return workers.size();
    }

    public int seconds() {
        return seconds;
    }

    public Tally of(RequestKey key) {
        return names.getOrDefault(key, new Tally(key, -1));
    }

    /** All names together. */
    public Tally all() {
        return Tally.sum(RequestKey.ALL, names.values());
    }

    /** All of it as one point, without response times. */
    public SlicePoint slice() {
        return slice.point(0, seconds);
    }

    /** Second by second, without response times. */
    public List<SlicePoint> points() {
        return points;
    }

    public LatencyHistogram loopLag() {
        return loopLag;
    }
}
