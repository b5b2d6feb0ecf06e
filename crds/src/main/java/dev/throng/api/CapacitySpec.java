package dev.throng.api;

import org.jspecify.annotations.Nullable;

/** A search for the highest load that still passes the thresholds. */
public record CapacitySpec(
        @Nullable Integer maxUsers,
        @Nullable String maxRate,
        @Nullable String step,
        @Nullable Double precision) {}
