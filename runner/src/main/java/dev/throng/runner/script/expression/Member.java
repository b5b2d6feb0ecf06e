package dev.throng.runner.script.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Values;
import org.jspecify.annotations.Nullable;

/** A field of a captured JSON object, or an item of a captured array. None when there is no such thing. */
public record Member(Node object, Node key) implements Node {
    @Override
    public Type type() {
        return Type.ANY;
    }

    @Override
    public boolean secret() {
        return object.secret();
    }

    @Override
    public @Nullable Object value(Scope scope) {
        if (!(object.value(scope) instanceof JsonNode node)) {
            return null;
        }
        return switch (key.value(scope)) {
            case String name -> Values.of(node.get(name));
            case Long index when index >= 0 && index < node.size() -> Values.of(node.get(index.intValue()));
            case null, default -> null;
        };
    }
}
