package dev.throng.runner.http;

import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A template that is constant, or computed from the variable in slot 0, or from the user's random source. */
public record FakeTemplate(String before, @Nullable Kind kind, String after) implements Template {
    enum Kind {
        VARIABLE,
        RANDOM
    }

    public static FakeTemplate constant(String text) {
        return new FakeTemplate(text, null, "");
    }

    /** {@code before + ${x} + after}. */
    public static FakeTemplate variable(String before, String after) {
        return new FakeTemplate(before, Kind.VARIABLE, after);
    }

    public static FakeTemplate random(String before, String after) {
        return new FakeTemplate(before, Kind.RANDOM, after);
    }

    @Override
    public String source() {
        return kind == null ? before : before + "${" + (kind == Kind.RANDOM ? "random" : "x") + "}" + after;
    }

    @Override
    public boolean constant() {
        return kind == null;
    }

    @Override
    public boolean appendTo(Scope scope, ByteSink out) {
        out.append(before);
        Object value = kind == null ? "" : kind == Kind.RANDOM ? scope.random().nextInt(1000) : scope.variable(0);
        if (value == null) {
            return false;
        }
        out.append(Objects.toString(value));
        out.append(after);
        return true;
    }

    @Override
    public @Nullable Object value(Scope scope) {
        throw new UnsupportedOperationException("requests are bytes");
    }
}
