package dev.throng.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One alternative of an expectation. */
public record ExpectCaseSpec(
        @Nullable List<Integer> status,
        @Nullable List<JsonCheckSpec> json,
        @Nullable List<HeaderCheckSpec> headers,
        @Nullable BodyCheckSpec body,
        @Nullable String maxDuration) {}
