package dev.throng.runner.script;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A user that stands still: number 7 of 42, in its third iteration, on 2 January 2026. */
public class FakeScope implements Scope {
    private final Object[] values = new Object[32];
    private final Map<Integer, Long> counters = new HashMap<>();
    public final Set<Object> derived = new LinkedHashSet<>();
    private final SplittableRandom random;

    public FakeScope(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public @Nullable Object variable(int slot) {
        return values[slot];
    }

    @Override
    public void variable(int slot, @Nullable Object value) {
        values[slot] = value;
    }

    @Override
    public SplittableRandom random() {
        return random;
    }

    @Override
    public int userNumber() {
        return 7;
    }

    @Override
    public int users() {
        return 42;
    }

    @Override
    public long iteration() {
        return 3;
    }

    @Override
    public long nextCount(int counter) {
        return counters.merge(counter, 1L, Long::sum) - 1;
    }

    @Override
    public void derivedSecret(Object value) {
        derived.add(value);
    }

    @Override
    public long epochMillis() {
        return 1_767_312_000_000L;
    }
}
