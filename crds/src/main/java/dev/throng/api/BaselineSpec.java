package dev.throng.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The earlier run that this one is compared with. */
public record BaselineSpec(
        @Nullable Boolean previous,
        @Nullable String configMap,
        @Nullable Map<String, String> tolerate) {}
