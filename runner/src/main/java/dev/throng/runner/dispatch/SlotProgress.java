package dev.throng.runner.dispatch;

import java.util.HashMap;
import java.util.Map;

/** How far everyone has come in the beginning of a table that is gone through slot by slot. */
final class SlotProgress {
    private final Map<Integer, Integer> weights;
    private final Map<Integer, Integer> places = new HashMap<>();
    private final Map<Integer, Integer> lastSlot = new HashMap<>();

    SlotProgress(Map<Integer, Integer> weights) {
        this.weights = weights;
    }

    void place(int worker, int slot) {
        places.merge(worker, 1, Integer::sum);
        lastSlot.put(worker, slot);
    }

    /** The one with the best claim to the next slot among those who need more; at least one does. */
    int furthestBehind(Map<Integer, Integer> needs) {
        int best = Assignment.NOBODY;
        for (Map.Entry<Integer, Integer> need : needs.entrySet()) {
            if (need.getValue() > 0 && (best == Assignment.NOBODY || precedes(need.getKey(), best))) {
                best = need.getKey();
            }
        }
        return best;
    }

    /** Whether the owner of a slot has a worse claim to it than the challenger; the winner is placed. */
    boolean loses(int owner, int challenger, int slot) {
        boolean lost = owner != challenger && claim(challenger) < claim(owner);
        place(lost ? challenger : owner, slot);
        return lost;
    }

    /** Among equals, the one that had a turn last has the longest way to its next one. */
    private boolean precedes(int one, int other) {
        int order = Double.compare(claim(one), claim(other));
        return order < 0 || order == 0 && lastSlot.getOrDefault(one, -1) > lastSlot.getOrDefault(other, -1);
    }

    /** The smaller, the better. Nobody has none. */
    private double claim(int worker) {
        return worker == Assignment.NOBODY
                ? Double.POSITIVE_INFINITY
                : (2.0 * places.getOrDefault(worker, 0) + 1) / weights.getOrDefault(worker, 1);
    }
}
