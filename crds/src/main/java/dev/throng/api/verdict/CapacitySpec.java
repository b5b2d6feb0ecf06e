package dev.throng.api.verdict;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Needs;
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
@Needs(
        value = {"startUsers", "minUsers"},
        anyOf = {"maxUsers"})
@Needs(
        value = {"startRate", "minRate"},
        anyOf = {"maxRate"})
public record CapacitySpec(
        @JsonPropertyDescription("Searches over users, up to this many, for example 2000.")
        @Min(1) @Max(1000000) @Nullable Integer maxUsers,

        @JsonPropertyDescription("Searches over arrivals per second (open model), up to this rate, for example 5000/s.")
        @Pattern(Patterns.RATE) @Size(max = 32) @Nullable String maxRate,

        @JsonPropertyDescription("Users to begin with, for example 20; a fiftieth of maxUsers when absent.")
        @Min(1) @Max(1000000) @Nullable Integer startUsers,

        @JsonPropertyDescription(
                "Arrivals per second to begin with, for example 50/s; a fiftieth of maxRate when absent.")
        @Pattern(Patterns.RATE) @Size(max = 32) @Nullable String startRate,

        @JsonPropertyDescription("Users that must hold, or the run fails, for example 400; none when absent.")
        @Min(1) @Max(1000000) @Nullable Integer minUsers,

        @JsonPropertyDescription(
                "Arrivals per second that must hold, or the run fails, for example 400/s; none when absent.")
        @Pattern(Patterns.RATE) @Size(max = 32) @Nullable String minRate,

        @JsonPropertyDescription("How long each load is judged, for example 30s; 30s when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String step,

        @JsonPropertyDescription("How long each load is held before it is judged, for example 10s; 10s when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String settle,

        @JsonPropertyDescription("The search ends after this time with what it knows, for example 30m; 1h when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String maxTime,

        @JsonPropertyDescription(
                "The search ends when the limit is known to this share of itself, above 0 and below 1; 0.04 when absent.")
        @Min(value = 0, inclusive = false) @Max(value = 1, inclusive = false) @Nullable Double precision) {}
