package dev.throng.api;

import org.jspecify.annotations.Nullable;

/** A response header that must be present, equal a value, or match a regular expression. */
public record HeaderCheckSpec(
        @Nullable String name,
        @Nullable String equals,
        @Nullable String matches) {}
