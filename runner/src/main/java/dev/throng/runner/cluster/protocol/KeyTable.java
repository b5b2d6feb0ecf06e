package dev.throng.runner.cluster.protocol;

import dev.throng.runner.cluster.wire.MeasuredProto;
import dev.throng.runner.stats.RequestKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers that stand for keys in one direction of one connection: names are long, and the same every second. One end
 * numbers and tells, the other one learns, so an instance is either a writer's or a reader's. Confined to one thread.
 */
final class KeyTable {
    private final Map<RequestKey, Integer> ids = new HashMap<>();
    private final List<RequestKey> keys = new ArrayList<>();

    /** The key's number; a new one is added to what the other end is told. */
    int id(RequestKey key, MeasuredProto.Snapshot.Builder told) {
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        int id = ids.size();
        ids.put(key, id);
        told.addKeys(MeasuredProto.Key.newBuilder()
                .setId(id)
                .setUser(key.user())
                .setName(key.name())
                .setMethod(key.method()));
        return id;
    }

    void learn(List<MeasuredProto.Key> told) {
        for (MeasuredProto.Key key : told) {
            if (key.getId() != keys.size()) {
                throw new IllegalArgumentException("key " + key.getId() + " after " + keys.size() + " keys");
            }
            keys.add(new RequestKey(key.getUser(), key.getName(), key.getMethod()));
        }
    }

    /** @throws IndexOutOfBoundsException when the number was never told */
    RequestKey key(int id) {
        return keys.get(id);
    }
}
