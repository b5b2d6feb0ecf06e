package dev.throng.runner.script;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The scope of templates that look at nothing. */
public final class Nowhere implements Scope {
    public static final Scope SCOPE = new Nowhere();

    private Nowhere() {}

    @Override
    public @Nullable Object variable(int slot) {
        throw new IllegalStateException("not constant");
    }

    @Override
    public void variable(int slot, @Nullable Object value) {
        throw new IllegalStateException("not constant");
    }

    @Override
    public SplittableRandom random() {
        throw new IllegalStateException("not constant");
    }

    @Override
    public int userNumber() {
        throw new IllegalStateException("not constant");
    }

    @Override
    public int users() {
        throw new IllegalStateException("not constant");
    }

    @Override
    public long iteration() {
        throw new IllegalStateException("not constant");
    }

    @Override
    public long nextCount(int counter) {
        throw new IllegalStateException("not constant");
    }

    @Override
    public long epochMillis() {
        throw new IllegalStateException("not constant");
    }
}
