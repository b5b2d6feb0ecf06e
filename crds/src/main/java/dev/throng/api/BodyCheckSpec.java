package dev.throng.api;

import org.jspecify.annotations.Nullable;

/** What the body's text must contain or match. */
public record BodyCheckSpec(
        @Nullable String contains, @Nullable String matches) {}
