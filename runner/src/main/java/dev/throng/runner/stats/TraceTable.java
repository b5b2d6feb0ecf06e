package dev.throng.runner.stats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Of each name the slowest traced requests, and failed ones of different kinds, the last of each kind first of all. Bounded; confined to one
 * thread.
 */
public final class TraceTable {
    private static final int MOST = 3;
    private static final int MOST_NAMES = 100;

    private final Map<RequestKey, Kept> names = new HashMap<>();

    private static final class Kept {
        /** The slowest first. */
        private final List<TracedRequest> slowest = new ArrayList<>(MOST + 1);

        /** The earliest first. */
        private final List<TracedRequest> failed = new ArrayList<>(0);

        private boolean wants(double millis, boolean failure) {
            return failure || slowest.size() < MOST || slowest.getLast().millis() < millis;
        }

        private void add(TracedRequest request) {
            if (request.failed()) {
                failed.add(request);
                if (failed.size() > MOST) {
                    failed.remove(superfluous());
                }
                return;
            }
            int at = 0;
            while (at < slowest.size() && slowest.get(at).millis() >= request.millis()) {
                at++;
            }
            slowest.add(at, request);
            if (slowest.size() > MOST) {
                slowest.removeLast();
            }
        }

        /** The first one that another is like. */
        private int superfluous() {
            for (int i = 0; i < failed.size(); i++) {
                String why = failed.get(i).why();
                if (failed.stream().filter(other -> other.why().equals(why)).count() > 1) {
                    return i;
                }
            }
            return 0;
        }
    }

    /** Whether such a one is kept. */
    public boolean wants(RequestKey key, double millis, boolean failed) {
        Kept kept = names.get(key);
        return kept == null ? names.size() < MOST_NAMES : kept.wants(millis, failed);
    }

    public void add(TracedRequest request) {
        if (wants(request.key(), request.millis(), request.failed())) {
            names.computeIfAbsent(request.key(), unused -> new Kept()).add(request);
        }
    }

    /** By name; of each the slowest first, then those that failed. */
    public List<TracedRequest> all() {
        List<TracedRequest> all = new ArrayList<>();
        new TreeMap<>(names).values().forEach(kept -> {
            all.addAll(kept.slowest);
            all.addAll(kept.failed);
        });
        return all;
    }

    public void clear() {
        names.clear();
    }
}
