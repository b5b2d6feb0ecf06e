package dev.throng.runner.plan.compile;

import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;

/** Bytes that are no text. @param source as they are written */
record Constant(String source, byte[] bytes) implements Template {
    @Override
    public boolean constant() {
        return true;
    }

    @Override
    public boolean appendTo(Scope scope, ByteSink out) {
        out.append(bytes);
        return true;
    }

    @Override
    public Object value(Scope scope) {
        return source;
    }

    @Override
    public String toString() {
        return source;
    }
}
