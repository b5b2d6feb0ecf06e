package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A search for the highest load that still passes the thresholds. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"maxUsers", "maxRate"},
        what = "a capacity search")
public record CapacitySpec(
        @JsonPropertyDescription("Searches over users, up to this many, for example 2000.")
        @Min(1) @Max(1000000) @Nullable Integer maxUsers,

        @JsonPropertyDescription("Searches over arrivals per second (open model), up to this rate, for example 5000/s.")
        @Pattern(Patterns.RATE) @Size(max = 32) @Nullable String maxRate,

        @JsonPropertyDescription("How long each load is held and judged, for example 30s; 30s when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String step,

        @JsonPropertyDescription(
                "The search ends when the limit is known to this share of itself, above 0 and below 1; 0.05 when absent.")
        @Min(value = 0, inclusive = false) @Max(value = 1, inclusive = false) @Nullable Double precision) {}
