package dev.throng.api;

import org.jspecify.annotations.Nullable;

/** Where a captured value comes from; exactly one source. A missing value fails the request unless {@code optional}. */
public record CaptureSpec(
        @Nullable String json,
        @Nullable String header,
        @Nullable String regex,
        @Nullable String cookie,
        @Nullable Boolean optional) {}
