package dev.throng.runner.script.expression;

import dev.throng.runner.script.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of its arguments' values; none when an argument has none. */
public record Apply(Type type, List<Node> arguments, Body body) implements Node {

    public interface Body {
        @Nullable Object apply(Object[] values);
    }

    @Override
    public boolean fixed() {
        return arguments.stream().allMatch(Node::fixed);
    }

    @Override
    public boolean secret() {
        return arguments.stream().anyMatch(Node::secret);
    }

    @Override
    public @Nullable Object value(Scope scope) {
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            @Nullable Object value = arguments.get(i).value(scope);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return body.apply(values);
    }
}
