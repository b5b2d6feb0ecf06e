package dev.throng.api;

import org.jspecify.annotations.Nullable;

/** One of the target's own numbers, read from Prometheus during the run. */
public record ObserveSpec(
        @Nullable String name,
        @Nullable String prometheus,
        @Nullable String query,
        @Nullable String threshold) {}
