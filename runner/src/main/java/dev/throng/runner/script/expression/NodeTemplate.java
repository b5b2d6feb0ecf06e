package dev.throng.runner.script.expression;

import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import org.jspecify.annotations.Nullable;

/** A template that is one expression: its value keeps the expression's type. */
public record NodeTemplate(String source, Node node, Part part) implements Template {
    @Override
    public boolean secret() {
        return node.secret();
    }

    @Override
    public boolean constant() {
        return part instanceof Part.Constant;
    }

    @Override
    public boolean appendTo(Scope scope, ByteSink out) {
        return part.writeTo(scope, out);
    }

    @Override
    public @Nullable Object value(Scope scope) {
        return node.value(scope);
    }

    @Override
    public String toString() {
        return source;
    }
}
