package dev.throng.runner.stats.timeline;

import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.histogram.EncodedHistogram;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.util.HashSet;
import java.util.Set;

/** One of the last seconds, as far as it has been reported. */
final class Second {
    final Slice slice = new Slice();
    final Moments names = new Moments();
    final LatencyHistogram loopLag = new LatencyHistogram();
    private final Set<String> workers = new HashSet<>();

    void add(String worker, long second, Snapshot snapshot) {
        workers.add(worker);
        slice.add(second, snapshot.gauges());
        loopLag.add(snapshot.timings().getOrDefault(Snapshot.LOOP_LAG, EncodedHistogram.EMPTY));
    }

    /** How many have reported it. */
    int workers() {
        return workers.size();
    }
}
