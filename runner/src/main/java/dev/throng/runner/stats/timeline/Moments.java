package dev.throng.runner.stats.timeline;

import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import java.util.HashMap;
import java.util.Map;

/** One moment, by request name. */
final class Moments implements Coarse.Part<Moments> {
    final Map<RequestKey, Moment> byKey = new HashMap<>();

    void add(RequestKey key, Snapshot.Row row) {
        byKey.computeIfAbsent(key, unused -> new Moment()).add(row);
    }

    @Override
    public void add(Moments later) {
        later.byKey.forEach((key, moment) ->
                byKey.computeIfAbsent(key, unused -> new Moment()).add(moment));
    }

    @Override
    public void rest() {
        byKey.values().forEach(Moment::rest);
    }
}
