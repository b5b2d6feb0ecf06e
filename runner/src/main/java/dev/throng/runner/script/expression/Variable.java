package dev.throng.runner.script.expression;

import dev.throng.runner.script.Scope;
import org.jspecify.annotations.Nullable;

/** A variable of the user. */
public record Variable(int slot) implements Node {
    @Override
    public Type type() {
        return Type.ANY;
    }

    @Override
    public @Nullable Object value(Scope scope) {
        return scope.variable(slot);
    }
}
