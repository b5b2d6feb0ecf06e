package dev.throng.runner.script.function;

import dev.throng.runner.script.Values;
import dev.throng.runner.script.expression.Constant;
import dev.throng.runner.script.expression.Node;
import org.jspecify.annotations.Nullable;

/** What is written out as it is. */
final class Literal {
    private Literal() {}

    /** Its text; null of what is only known at run time, and of nothing. */
    static @Nullable String text(Node node) {
        Object value = node instanceof Constant constant ? constant.value() : null;
        return value == null ? null : Values.text(value);
    }
}
