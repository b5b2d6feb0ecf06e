package dev.throng.api;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Overrides for the run's pods: partial pod templates that reach every pod field. */
public record PodsSpec(
        @Nullable String image,
        @Nullable JsonNode master,
        @Nullable JsonNode workers) {}
