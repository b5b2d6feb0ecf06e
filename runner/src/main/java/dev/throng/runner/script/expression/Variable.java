package dev.throng.runner.script.expression;

import dev.throng.runner.script.Scope;
import org.jspecify.annotations.Nullable;

/** A variable of the user. @param secret whether something sets it to what is made of a secret */
public record Variable(int slot, boolean secret) implements Node {
    @Override
    public Type type() {
        return Type.ANY;
    }

    @Override
    public @Nullable Object value(Scope scope) {
        return scope.variable(slot);
    }
}
