package dev.throng.runner.script;

/** Bytes that are no text. @param source as they are written */
@SuppressWarnings("ArrayRecordComponent") // handed over, not shared
public record Constant(String source, byte[] bytes) implements Template {
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
