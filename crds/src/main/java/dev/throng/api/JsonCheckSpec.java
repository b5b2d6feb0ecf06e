package dev.throng.api;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A JSONPath that must be present, equal a value, or match a regular expression. */
public record JsonCheckSpec(
        @Nullable String path,
        @Nullable JsonNode equals,
        @Nullable String matches) {}
