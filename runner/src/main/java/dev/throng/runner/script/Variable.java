package dev.throng.runner.script;

import org.jspecify.annotations.Nullable;

/** A variable of the user. */
record Variable(int slot) implements Node {
    @Override
    public Type type() {
        return Type.ANY;
    }

    @Override
    public @Nullable Object value(Scope scope) {
        return scope.variable(slot);
    }
}
