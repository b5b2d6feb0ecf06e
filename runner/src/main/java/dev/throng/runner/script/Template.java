package dev.throng.runner.script;

import org.jspecify.annotations.Nullable;

/**
 * Text or JSON with {@code ${…}} expressions inside, compiled once. Constant parts are kept as bytes. Immutable, for all
 * threads; evaluated on the user's loop.
 */
public interface Template {
    /** The template as written, for people. */
    String source();

    /** Whether something in it is made of a secret. */
    default boolean secret() {
        return false;
    }

    /** Whether it has no expression, so that it always writes the same bytes. */
    boolean constant();

    /**
     * Writes the UTF-8 bytes of this template.
     *
     * @return false when a variable in it is unset; what was written is then to be discarded by the caller
     */
    boolean appendTo(Scope scope, ByteSink out);

    /**
     * The value: a template that is one expression keeps the expression's type, any other is a String; null when a
     * variable is unset.
     */
    @Nullable Object value(Scope scope);
}
