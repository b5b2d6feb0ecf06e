package dev.throng.runner.script;

import java.nio.charset.StandardCharsets;

/** Bytes that are always the same. @param source as they are written, or what they are called */
@SuppressWarnings("ArrayRecordComponent") // handed over, not shared
public record Constant(String source, byte[] bytes) implements Template {
    /** Text that holds no expressions. */
    public static Constant text(String text) {
        return new Constant(text, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean constant() {
        return true;
    }

    @Override
    public boolean appendTo(Scope scope, ByteSink out) {
        out.append(bytes);
        return true;
    }

    @Override
    public Object value(Scope scope) {
        return source;
    }

    @Override
    public String toString() {
        return source;
    }
}
