package dev.throng.runner.stats;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Lets the first {@link RequestKey#MOST} keys pass as they are, and makes all others {@link RequestKey#OTHER}. */
public final class KeyLimit {
    private final Map<RequestKey, RequestKey> admitted = new HashMap<>(Map.of(RequestKey.OTHER, RequestKey.OTHER));

    /** Always the same instance for equal keys: what is looked up with it is found without comparing characters. */
    public RequestKey admit(RequestKey key) {
        RequestKey known = admitted.get(key);
        if (known != null) {
            return known;
        }
        if (admitted.size() > RequestKey.MOST) {
            return RequestKey.OTHER;
        }
        admitted.put(key, key);
        return key;
    }

    /** At least 1. */
    public int size() {
        return admitted.size();
    }

    /** Forgets the keys that are not among these. */
    void retain(Set<RequestKey> keys) {
        admitted.keySet().removeIf(key -> !keys.contains(key) && !key.equals(RequestKey.OTHER));
    }
}
