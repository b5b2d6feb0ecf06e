package dev.throng.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step: a request (exactly one method field), a pause, or assignments. */
public record StepSpec(
        @Nullable String name,
        @Nullable String get,
        @Nullable String post,
        @Nullable String put,
        @Nullable String patch,
        @Nullable String delete,
        @Nullable String head,
        @Nullable String options,
        @Nullable String pause,
        @Nullable Map<String, JsonNode> set,
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
        @Nullable String timeout) {}
