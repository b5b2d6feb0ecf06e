package dev.throng.api;

import org.jspecify.annotations.Nullable;

/** One condition of the verdict, judged over all workers, such as {@code p95 < 500ms}. */
public record ThresholdSpec(
        @Nullable String expect,
        @Nullable String name,
        @Nullable Boolean abortOnFail,
        @Nullable String after,
        @Nullable Boolean allowNoSamples) {}
