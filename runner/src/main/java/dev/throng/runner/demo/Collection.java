package dev.throng.runner.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The entries of one kind (items, users), by id. Bounded: beyond the limit the oldest created entry goes. Thread-safe. */
final class Collection {
    private static final int SEEDED = 1_000;
    private static final int LIMIT = 50_000;

    private final ConcurrentSkipListMap<Long, ObjectNode> byId = new ConcurrentSkipListMap<>();
    private final AtomicLong lastId = new AtomicLong(SEEDED);
    private final AtomicLong size = new AtomicLong(SEEDED);

    Collection(String noun) {
        for (long id = 1; id <= SEEDED; id++) {
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            fields.put("name", noun + " " + id).put("description", word(id) + " " + noun.toLowerCase(Locale.ROOT));
            byId.put(id, withId(id, fields).put("price", 10 + id % 990));
        }
    }

    Optional<ObjectNode> get(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    ObjectNode create(ObjectNode fields) {
        long id = lastId.incrementAndGet();
        ObjectNode entry = withId(id, fields);
        byId.put(id, entry);
        if (size.incrementAndGet() > LIMIT) {
            Map.Entry<Long, ObjectNode> oldest = byId.higherEntry((long) SEEDED);
            if (oldest != null) {
                delete(oldest.getKey());
            }
        }
        return entry;
    }

    /** Replaces the entry's fields; empty when there is no such entry. */
    Optional<ObjectNode> update(long id, ObjectNode fields) {
        return Optional.ofNullable(byId.computeIfPresent(id, (key, old) -> withId(key, fields)));
    }

    boolean delete(long id) {
        boolean was = byId.remove(id) != null;
        if (was) {
            size.decrementAndGet();
        }
        return was;
    }

    /** One page in the order of ids; pages count from 1. */
    List<ObjectNode> page(int page, int limit) {
        long skip = (long) (page - 1) * limit;
        return byId.values().stream().skip(skip).limit(limit).toList();
    }

    /** Entries whose name or description holds the text, at most {@code limit}. */
    List<ObjectNode> search(String text, int limit) {
        String wanted = text.toLowerCase(Locale.ROOT);
        List<ObjectNode> found = new ArrayList<>();
        for (ObjectNode entry : byId.headMap((long) SEEDED, true).values()) {
            if (found.size() == limit) {
                break;
            }
            if (holds(entry, "name", wanted) || holds(entry, "description", wanted)) {
                found.add(entry);
            }
        }
        return found;
    }

    long size() {
        return size.get();
    }

    private static boolean holds(ObjectNode entry, String field, String wanted) {
        return entry.path(field).asText().toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static ObjectNode withId(long id, ObjectNode fields) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("id", id);
        fields.properties().stream()
                .filter(field -> !field.getKey().equals("id"))
                .forEach(field -> entry.set(field.getKey(), field.getValue()));
        return entry;
    }

    private static String word(long id) {
        String[] words = {"python", "api", "test", "data", "user", "john", "blue", "green"};
        return words[(int) (id % words.length)];
    }
}
