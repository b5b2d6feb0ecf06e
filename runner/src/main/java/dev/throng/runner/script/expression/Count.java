package dev.throng.runner.script.expression;

import dev.throng.runner.script.Scope;

/** {@code counter("name")}: the next number of a counter of the run. */
public record Count(int counter) implements Node {
    @Override
    public Type type() {
        return Type.WHOLE;
    }

    @Override
    public Object value(Scope scope) {
        return scope.nextCount(counter);
    }

    @Override
    public Part part(Encoding encoding) {
        return (scope, out) -> {
            out.append(scope.nextCount(counter));
            return true;
        };
    }
}
