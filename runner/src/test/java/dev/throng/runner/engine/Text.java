package dev.throng.runner.engine;

import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import java.util.function.Function;

/** A template for tests: constant, or computed from the scope by a function; a null result is an unset variable. */
record Text(String source, boolean constant, Function<Scope, Object> function) implements Template {
    static Text of(String text) {
        return new Text(text, true, scope -> text);
    }

    static Text by(Function<Scope, Object> function) {
        return new Text("${test}", false, function);
    }

    @Override
    public boolean appendTo(Scope scope, ByteSink out) {
        Object value = function.apply(scope);
        if (value == null) {
            return false;
        }
        out.append(value.toString());
        return true;
    }

    @Override
    public Object value(Scope scope) {
        return function.apply(scope);
    }
}
