package dev.throng.runner.stats;

import java.util.HashSet;
import java.util.Set;

/** Lets the first {@link RequestKey#MOST} keys pass as they are, and makes all others {@link RequestKey#OTHER}. */
final class KeyLimit {
    private final Set<RequestKey> admitted = new HashSet<>(Set.of(RequestKey.OTHER));

    RequestKey admit(RequestKey key) {
        if (admitted.contains(key)) {
            return key;
        }
        if (admitted.size() > RequestKey.MOST) {
            return RequestKey.OTHER;
        }
        admitted.add(key);
        return key;
    }

    /** At least 1. */
    int size() {
        return admitted.size();
    }

    /** Forgets the keys that are not among these. */
    void retain(Set<RequestKey> keys) {
        admitted.removeIf(key -> !keys.contains(key) && !key.equals(RequestKey.OTHER));
    }
}
