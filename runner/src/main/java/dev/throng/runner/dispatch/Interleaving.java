package dev.throng.runner.dispatch;

import java.util.List;

/**
 * A sequence over weighted members whose every beginning is proportioned as well as it can be (Webster's method, also
 * known as Sainte-Laguë's): the next place goes to the member with the greatest weight / (2 × places so far + 1). Weights
 * 3, 2, 1 give A B C A B A, again and again.
 */
final class Interleaving {
    private final long[] weights;
    private final long[] places;

    Interleaving(List<Integer> weights) {
        this.weights = weights.stream().mapToLong(Integer::longValue).toArray();
        this.places = new long[this.weights.length];
    }

    /** Who is next. Among equals it is the lighter one, so that small ones appear early, then the first one. */
    int next() {
        int best = -1;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0 && (best < 0 || precedes(i, best))) {
                best = i;
            }
        }
        places[best]++;
        return best;
    }

    private boolean precedes(int one, int other) {
        int order = compare(one, other);
        return order < 0 || order == 0 && weights[one] < weights[other];
    }

    /** Negative when {@code one} has the better claim to the next place. */
    private int compare(int one, int other) {
        return Long.compare((2 * places[one] + 1) * weights[other], (2 * places[other] + 1) * weights[one]);
    }

    /** Who is next when equals take turns in an order that starts with {@code first}. */
    int next(int first) {
        int best = -1;
        for (int k = 0; k < weights.length; k++) {
            int i = (first + k) % weights.length;
            if (weights[i] > 0 && (best < 0 || compare(i, best) < 0)) {
                best = i;
            }
        }
        places[best]++;
        return best;
    }
}
