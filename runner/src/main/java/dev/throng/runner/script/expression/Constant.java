package dev.throng.runner.script.expression;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A value that is known at once. {@code null} stands for what stands in for a broken expression. */
public record Constant(Type type, @Nullable Object value, boolean secret) implements Node {
    public static final Constant NULL = new Constant(Type.ANY, NullNode.getInstance(), false);

    /** Takes the place of an expression with a problem; it is never run. */
    public static final Constant BROKEN = new Constant(Type.ANY, null, false);

    public static Constant of(Object value) {
        return new Constant(
                switch (value) {
                    case Long ignored -> Type.WHOLE;
                    case Double ignored -> Type.DECIMAL;
                    case BigDecimal number -> number.scale() <= 0 ? Type.WHOLE : Type.DECIMAL;
                    case String ignored -> Type.TEXT;
                    case Boolean ignored -> Type.BOOL;
                    default -> Type.ANY;
                },
                value,
                false);
    }

    /** A value that people must not see. */
    public static Constant secret(Object value) {
        Constant known = of(value);
        return new Constant(known.type, value, true);
    }

    @Override
    public boolean fixed() {
        return value != null;
    }

    @Override
    public @Nullable Object value(Scope scope) {
        return value;
    }

    @Override
    public Part part(Encoding encoding) {
        ByteSink bytes = new ByteSink(16);
        if (value != null) {
            encoding.value(value, bytes);
        }
        return new Part.Constant(bytes.copy());
    }
}
