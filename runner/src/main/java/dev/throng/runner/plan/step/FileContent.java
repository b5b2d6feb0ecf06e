package dev.throng.runner.plan.step;

import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a file, which all users send as they are.
 *
 * @param source its path, for people
 */
public record FileContent(String source, byte[] bytes) implements Template {
    @Override
    public boolean constant() {
        return true;
    }

    @Override
    public boolean appendTo(Scope scope, ByteSink out) {
        out.append(bytes, 0, bytes.length);
        return true;
    }

    @Override
    public Object value(Scope scope) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "file " + source;
    }
}
