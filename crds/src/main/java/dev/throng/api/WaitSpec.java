package dev.throng.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pause between two tasks of a user; exactly one of the alternatives. */
public record WaitSpec(
        @Nullable List<String> between,
        @Nullable String constant,
        @Nullable String pacing,
        @Nullable Double throughput) {}
