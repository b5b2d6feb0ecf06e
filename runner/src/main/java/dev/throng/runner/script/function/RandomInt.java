package dev.throng.runner.script.function;

import dev.throng.runner.script.Scope;
import dev.throng.runner.script.expression.Constant;
import dev.throng.runner.script.expression.Encoding;
import dev.throng.runner.script.expression.Node;
import dev.throng.runner.script.expression.Part;
import dev.throng.runner.script.expression.Type;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** {@code random.int(from, to)}: a whole number, both ends included; none when there is none between them. */
record RandomInt(Node from, Node to) implements Node {

    static Node of(List<Node> bounds) {
        return isConstant(bounds)
                ? new Between(constant(bounds, 0), constant(bounds, 1))
                : new RandomInt(bounds.get(0), bounds.get(1));
    }

    static boolean isConstant(List<Node> bounds) {
        return bounds.stream().allMatch(node -> node instanceof Constant constant && constant.value() instanceof Long);
    }

    static long constant(List<Node> bounds, int index) {
        return bounds.get(index) instanceof Constant constant && constant.value() instanceof Long number ? number : 0;
    }

    @Override
    public Type type() {
        return Type.WHOLE;
    }

    @Override
    public @Nullable Object value(Scope scope) {
        return from.value(scope) instanceof Long min && to.value(scope) instanceof Long max && min <= max
                ? draw(scope.random(), min, max)
                : null;
    }

    private static long draw(SplittableRandom random, long min, long max) {
        return max == Long.MAX_VALUE ? drawWide(random, min) : random.nextLong(min, max + 1);
    }

    private static long drawWide(SplittableRandom random, long min) {
        return min == Long.MIN_VALUE ? random.nextLong() : random.nextLong(min - 1, Long.MAX_VALUE) + 1;
    }

    /** With bounds that are known. */
    record Between(long min, long max) implements Node {
        @Override
        public Type type() {
            return Type.WHOLE;
        }

        @Override
        public Object value(Scope scope) {
            return draw(scope.random(), min, max);
        }

        @Override
        public Part part(Encoding encoding) {
            return (scope, out) -> {
                out.append(draw(scope.random(), min, max));
                return true;
            };
        }
    }
}
