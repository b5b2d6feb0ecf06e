package dev.throng.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a response must be; whatever does not hold makes the request a failure. {@code anyOf} gives alternatives. */
public record ExpectSpec(
        @Nullable List<Integer> status,
        @Nullable List<JsonCheckSpec> json,
        @Nullable List<HeaderCheckSpec> headers,
        @Nullable BodyCheckSpec body,
        @Nullable String maxDuration,
        @Nullable List<ExpectCaseSpec> anyOf) {}
