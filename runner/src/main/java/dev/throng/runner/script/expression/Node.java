package dev.throng.runner.script.expression;

import dev.throng.runner.script.Scope;
import org.jspecify.annotations.Nullable;

/** A compiled expression. Immutable. */
public interface Node {
    Type type();

    /** Its value, of the kinds that {@link Scope#variable(int)} names; null when it cannot be had. */
    @Nullable Object value(Scope scope);

    /** Whether its value is always the same, so that it can be had at once. */
    default boolean fixed() {
        return false;
    }

    /** Whether its value is made of a secret, so that people must not see it. */
    default boolean secret() {
        return false;
    }

    /** What writes its value into a template; nodes that can do it without an object on the way have their own. */
    default Part part(Encoding encoding) {
        return new Part.Value(this, encoding);
    }
}
