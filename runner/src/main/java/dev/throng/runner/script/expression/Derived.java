package dev.throng.runner.script.expression;

import dev.throng.runner.script.Scope;
import org.jspecify.annotations.Nullable;

/** What is made of a secret: each value is made known, so that it can be taken out of what people see. */
public record Derived(Node node) implements Node {
    @Override
    public Type type() {
        return node.type();
    }

    @Override
    public boolean secret() {
        return true;
    }

    @Override
    public @Nullable Object value(Scope scope) {
        @Nullable Object value = node.value(scope);
        if (value != null) {
            scope.derivedSecret(value);
        }
        return value;
    }
}
