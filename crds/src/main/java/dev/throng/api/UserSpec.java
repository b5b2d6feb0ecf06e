package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One class of virtual users. */
public record UserSpec(
        @Nullable String name,
        @Nullable Integer weight,
        @Nullable Integer count,
        @JsonProperty("wait") @Nullable WaitSpec waiting,
        @Nullable Map<String, String> headers,
        @Nullable Map<String, JsonNode> variables,
        @Nullable List<StepSpec> onStart,
        @Nullable List<StepSpec> onStop,
        @Nullable List<TaskSpec> tasks) {}
