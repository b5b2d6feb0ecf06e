package dev.throng.runner.script.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Values;
import dev.throng.runner.script.expression.Encoding;
import dev.throng.runner.script.expression.Node;
import dev.throng.runner.script.expression.Part;
import dev.throng.runner.script.expression.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code random.pick(a, b, …)}: one of its arguments, each as likely; of a single array one of its items. */
record RandomPick(List<Node> choices) implements Node {

    static Node of(List<Node> choices) {
        boolean perhapsArray = choices.size() == 1 && choices.getFirst().type() == Type.ANY;
        return perhapsArray ? new OfArray(choices.getFirst()) : new RandomPick(List.copyOf(choices));
    }

    @Override
    public Type type() {
        return choices.stream().map(Node::type).reduce(Type::or).orElse(Type.ANY);
    }

    @Override
    public @Nullable Object value(Scope scope) {
        return choices.get(scope.random().nextInt(choices.size())).value(scope);
    }

    @Override
    public Part part(Encoding encoding) {
        Part[] parts = choices.stream().map(choice -> choice.part(encoding)).toArray(Part[]::new);
        return (scope, out) -> parts[scope.random().nextInt(parts.length)].writeTo(scope, out);
    }

    /** An item of a captured array; any other value is its own only choice. */
    record OfArray(Node array) implements Node {
        @Override
        public Type type() {
            return Type.ANY;
        }

        @Override
        public @Nullable Object value(Scope scope) {
            @Nullable Object value = array.value(scope);
            if (!(value instanceof JsonNode node && node.isArray())) {
                return value;
            }
            return node.isEmpty() ? null : Values.of(node.get(scope.random().nextInt(node.size())));
        }
    }
}
