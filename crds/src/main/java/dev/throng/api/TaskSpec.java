package dev.throng.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A weighted task: either {@code steps}, or the fields of a single step written in place. */
public record TaskSpec(
        @Nullable Integer weight,
        @Nullable List<StepSpec> steps,
        @Nullable String name,
        @Nullable String get,
        @Nullable String post,
        @Nullable String put,
        @Nullable String patch,
        @Nullable String delete,
        @Nullable String head,
        @Nullable String options,
        @Nullable String when,
        @Nullable Map<String, String> pop,
        @Nullable Map<String, String> push,
        @Nullable Map<String, String> headers,
        @Nullable JsonNode json,
        @Nullable Map<String, String> form,
        @Nullable String body,
        @Nullable Map<String, CaptureSpec> capture,
        @Nullable ExpectSpec expect,
        @Nullable Boolean followRedirects,
        @Nullable String timeout) {

    /** The step that is written in place, without {@code weight} and {@code steps}. */
    public StepSpec inPlace() {
        return new StepSpec(
                name,
                get,
                post,
                put,
                patch,
                delete,
                head,
                options,
                null,
                null,
                when,
                pop,
                push,
                headers,
                json,
                form,
                body,
                capture,
                expect,
                followRedirects,
                timeout);
    }
}
