package dev.throng.api;

import org.jspecify.annotations.Nullable;

/**
 * One stage: {@code users} (with {@code spawnRate}: go there at that rate, then hold; without: ramp linearly over the
 * stage) or {@code rate} (arrivals per second, ramping linearly from the previous stage's rate).
 */
public record StageSpec(
        @Nullable String name,
        @Nullable String duration,
        @Nullable Integer users,
        @Nullable Double spawnRate,
        @Nullable String rate,
        @Nullable Boolean poisson,
        @Nullable Integer maxUsers) {}
