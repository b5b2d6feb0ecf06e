package dev.throng.runner.script.compile;

import dev.throng.runner.script.Scope;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** For expressions that are evaluated before there is a user, as they ask for nothing. */
enum NoScope implements Scope {
    INSTANCE;

    @Override
    public @Nullable Object variable(int slot) {
        throw nobody();
    }

    @Override
    public void variable(int slot, @Nullable Object value) {
        throw nobody();
    }

    @Override
    public SplittableRandom random() {
        throw nobody();
    }

    @Override
    public int userNumber() {
        throw nobody();
    }

    @Override
    public int users() {
        throw nobody();
    }

    @Override
    public long iteration() {
        throw nobody();
    }

    @Override
    public long nextCount(int counter) {
        throw nobody();
    }

    @Override
    public long epochMillis() {
        throw nobody();
    }

    private static IllegalStateException nobody() {
        return new IllegalStateException("a fixed expression has asked for its user");
    }
}
