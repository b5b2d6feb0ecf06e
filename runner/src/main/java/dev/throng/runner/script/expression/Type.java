package dev.throng.runner.script.expression;

/** What is known of an expression's value before it is evaluated. */
public enum Type {
    WHOLE("a whole number"),
    DECIMAL("a number"),
    TEXT("text"),
    BOOL("true or false"),
    /** Only known at run time: a captured value, a part of one, or the outcome of alternatives. */
    ANY("any value");

    private final String words;

    Type(String words) {
        this.words = words;
    }

    public boolean number() {
        return this == WHOLE || this == DECIMAL;
    }

    /** Whether a value of the other type may be used where this one is asked for. */
    public boolean accepts(Type other) {
        return this == ANY || other == ANY || this == other || this == DECIMAL && other == WHOLE;
    }

    /** The one type that holds both. */
    public Type or(Type other) {
        return this == other ? this : number() && other.number() ? DECIMAL : ANY;
    }

    @Override
    public String toString() {
        return words;
    }
}
