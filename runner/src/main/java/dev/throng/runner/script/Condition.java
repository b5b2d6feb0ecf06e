package dev.throng.runner.script;

/** A compiled {@code when}: true when its expression is true, a non-empty text, a non-zero number, or a set variable. */
public interface Condition {
    String source();

    boolean holds(Scope scope);
}
