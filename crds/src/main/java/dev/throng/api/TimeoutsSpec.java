package dev.throng.api;

import org.jspecify.annotations.Nullable;

/** Limits of one request. */
public record TimeoutsSpec(
        @Nullable String connect,
        @Nullable String firstByte,
        @Nullable String total) {}
