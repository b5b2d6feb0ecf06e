package dev.throng.runner.script.expression;

import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import dev.throng.runner.script.json.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A template as a row of parts. */
public final class PartsTemplate implements Template {
    private final String source;
    private final Part[] parts;
    private final Reader reader;
    private final boolean constant;
    private final boolean secret;

    /** Of a constant template: its value. */
    private final @Nullable Object settled;

    public PartsTemplate(String source, Part[] parts, Reader reader, boolean secret) {
        this.source = source;
        this.parts = parts;
        this.reader = reader;
        this.secret = secret;
        this.constant = parts.length == 0 || parts.length == 1 && parts[0] instanceof Part.Constant;
        this.settled = constant ? reader.read(bytes()) : null;
    }

    /** Makes a value of written bytes. */
    public interface Reader {
        /** As text. */
        Reader TEXT = bytes -> new String(bytes.array(), 0, bytes.length(), StandardCharsets.UTF_8);

        /** As a JSON value. */
        Reader JSON = bytes -> Json.value(bytes.array(), 0, bytes.length());

        @Nullable Object read(ByteSink bytes);
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public boolean secret() {
        return secret;
    }

    @Override
    public boolean constant() {
        return constant;
    }

    @Override
    public boolean appendTo(Scope scope, ByteSink out) {
        for (Part part : parts) {
            if (!part.writeTo(scope, out)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable Object value(Scope scope) {
        if (constant) {
            return settled;
        }
        ByteSink bytes = new ByteSink(64);
        return appendTo(scope, bytes) ? reader.read(bytes) : null;
    }

    private ByteSink bytes() {
        ByteSink bytes = new ByteSink(64);
        for (Part part : parts) {
            if (part instanceof Part.Constant always) {
                bytes.append(always.bytes());
            }
        }
        return bytes;
    }

    @Override
    public String toString() {
        return source;
    }
}
