package dev.throng.runner.script.expression;

import dev.throng.runner.script.Exact;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Values;
import org.jspecify.annotations.Nullable;

/** Conditions. What has no value counts as false, so that {@code !token} holds before there is a token. */
public final class Logic {
    private Logic() {}

    public record Not(Node operand) implements Node {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public Object value(Scope scope) {
            return !Values.truth(operand.value(scope));
        }
    }

    public record And(Node left, Node right) implements Node {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public Object value(Scope scope) {
            return Values.truth(left.value(scope)) && Values.truth(right.value(scope));
        }
    }

    public record Or(Node left, Node right) implements Node {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public Object value(Scope scope) {
            return Values.truth(left.value(scope)) || Values.truth(right.value(scope));
        }
    }

    public record Choice(Node condition, Node yes, Node no) implements Node {
        @Override
        public Type type() {
            return yes.type().or(no.type());
        }

        @Override
        public boolean secret() {
            return yes.secret() || no.secret();
        }

        @Override
        public @Nullable Object value(Scope scope) {
            return (Values.truth(condition.value(scope)) ? yes : no).value(scope);
        }

        @Override
        public Part part(Encoding encoding) {
            Part first = yes.part(encoding);
            Part second = no.part(encoding);
            return (scope, out) -> (Values.truth(condition.value(scope)) ? first : second).writeTo(scope, out);
        }
    }

    /** Equality by JSON value. Nothing equals {@code null}. */
    public record Same(Node left, Node right, boolean wanted) implements Node {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public Object value(Scope scope) {
            return Values.equal(left.value(scope), right.value(scope)) == wanted;
        }
    }

    /** Numbers by size, texts by their characters; none between others. */
    public record Order(Node left, Node right, Sign sign) implements Node {
        public enum Sign {
            LESS,
            LESS_OR_EQUAL,
            GREATER,
            GREATER_OR_EQUAL;

            boolean holds(int order) {
                return switch (this) {
                    case LESS -> order < 0;
                    case LESS_OR_EQUAL -> order <= 0;
                    case GREATER -> order > 0;
                    case GREATER_OR_EQUAL -> order >= 0;
                };
            }
        }

        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public @Nullable Object value(Scope scope) {
            @Nullable Object a = left.value(scope);
            @Nullable Object b = right.value(scope);
            if (a instanceof Number one && b instanceof Number other) {
                return sign.holds(Exact.compare(one, other));
            }
            return a instanceof String one && b instanceof String other ? sign.holds(one.compareTo(other)) : null;
        }
    }
}
