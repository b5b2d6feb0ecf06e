package dev.throng.runner.engine.code;

import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;

/** Bytes that code has written. */
@SuppressWarnings("ArrayRecordComponent") // handed over, not shared
record Written(byte[] bytes) implements Template {
    @Override
    public String source() {
        return "(what code has written)";
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
        return source();
    }
}
