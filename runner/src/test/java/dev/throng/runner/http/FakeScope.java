package dev.throng.runner.http;

import dev.throng.runner.script.Scope;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A user with one variable. */
public final class FakeScope implements Scope {
    private final SplittableRandom random = new SplittableRandom(1);
    private @Nullable Object variable;

    public static FakeScope with(@Nullable Object variable) {
        FakeScope scope = new FakeScope();
        scope.variable = variable;
        return scope;
    }

    @Override
    public @Nullable Object variable(int slot) {
        return variable;
    }

    @Override
    public void variable(int slot, @Nullable Object value) {
        variable = value;
    }

    @Override
    public SplittableRandom random() {
        return random;
    }

    @Override
    public int userNumber() {
        return 0;
    }

    @Override
    public int users() {
        return 1;
    }

    @Override
    public long iteration() {
        return 1;
    }

    @Override
    public long nextCount(int counter) {
        return 0;
    }

    @Override
    public long epochMillis() {
        return 0;
    }
}
