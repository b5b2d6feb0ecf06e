package dev.throng.runner.stats.total;

import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.TracedRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Of each name the traced requests that were told of last. Bounded; confined to the run's thread. */
final class LatestTraces {
    private static final int MOST = 32;
    private static final int MOST_NAMES = 200;

    private final Map<RequestKey, Deque<TracedRequest>> names = new HashMap<>();

    void add(TracedRequest request) {
        if (names.size() < MOST_NAMES || names.containsKey(request.key())) {
            Deque<TracedRequest> latest = names.computeIfAbsent(request.key(), unused -> new ArrayDeque<>());
            latest.addLast(request);
            if (latest.size() > MOST) {
                latest.removeFirst();
            }
        }
    }

    /** The earliest first. */
    List<TracedRequest> of(RequestKey key, Predicate<TracedRequest> which) {
        return names.getOrDefault(key, new ArrayDeque<>()).stream()
                .filter(which)
                .toList();
    }
}
