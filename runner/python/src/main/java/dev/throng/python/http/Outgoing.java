package dev.throng.python.http;

import dev.throng.runner.code.Certificates;
import dev.throng.runner.code.Request;
import dev.throng.runner.code.RequestMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as Python hands it over.
 *
 * @param lines headers, each with its line break
 * @param body null for none
 * @param binary whether the body holds one byte per character, else it is text
 * @param flags of {@link Channel}
 * @param timeoutMillis 0 for none
 * @param name what it counts under; null for path and query
 */
public record Outgoing(
        String method,
        String url,
        String lines,
        @Nullable String body,
        boolean binary,
        int flags,
        long timeoutMillis,
        @Nullable String name) {
    boolean follows() {
        return has(Channel.FOLLOW);
    }

    public boolean streams() {
        return has(Channel.STREAM);
    }

    public boolean isCountedAtOnce() {
        return has(Channel.RECORD);
    }

    public boolean isFast() {
        return has(Channel.FAST);
    }

    /** As the engine takes it. */
    public Request toRequest(List<Request.Field> fields, Certificates certificates) {
        return new Request(
                method,
                isFast() ? Urls.quoted(url) : Urls.normal(url),
                known(),
                fields,
                bytes(),
                "",
                follows(),
                timeoutMillis * 1_000_000,
                true,
                null,
                true,
                certificates,
                RequestMode.WHOLE);
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** What it counts under. */
    String known() {
        return name == null ? Urls.path(url) : name;
    }

    byte @Nullable [] bytes() {
        return body == null ? null : body.getBytes(binary ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
