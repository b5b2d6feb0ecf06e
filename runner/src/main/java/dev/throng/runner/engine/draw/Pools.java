package dev.throng.runner.engine.draw;

import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pools of values that a worker's users share: one puts in what it created, another takes it out. First in, first
 * out, bounded: beyond the limit the oldest value is forgotten. Safe for all threads.
 */
public final class Pools {
    private static final int MOST_VALUES = 100_000;

    private final List<ArrayDeque<Object>> pools;

    public Pools(int count) {
        pools = Stream.generate(ArrayDeque::new).limit(count).toList();
    }

    public void push(int pool, Object value) {
        ArrayDeque<Object> values = pools.get(pool);
        synchronized (values) {
            if (values.size() == MOST_VALUES) {
                values.removeFirst();
            }
            values.addLast(value);
        }
    }

    /** Null when the pool is empty. */
    public @Nullable Object pop(int pool) {
        ArrayDeque<Object> values = pools.get(pool);
        synchronized (values) {
            return values.pollFirst();
        }
    }
}
