package dev.throng.api;

import org.jspecify.annotations.Nullable;

/** A scenario in code: inline or a key of a ConfigMap in the LoadTest's namespace. */
public record CodeSpec(
        @Nullable String source,
        @Nullable String configMap,
        @Nullable String key) {}
