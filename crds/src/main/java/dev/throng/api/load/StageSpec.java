package dev.throng.api.load;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * One stage: {@code users} (with {@code spawnRate}: go there at that rate, then hold; without: ramp linearly over the
 * stage) or {@code rate} (arrivals per second, ramping linearly from the previous stage's rate or from {@code from}).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"users", "rate"},
        what = "a stage")
@Needs(
        value = {"spawnRate"},
        anyOf = {"users"})
@Needs(
        value = {"from", "poisson", "maxUsers"},
        anyOf = {"rate"})
public record StageSpec(
        @JsonPropertyDescription("What people call the stage, for example spike; stage 1, stage 2, … when absent.")
        @Size(min = 1, max = 100) @Nullable String name,

        @JsonPropertyDescription("How long the stage lasts, for example 2m.")
        @Required
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String duration,

        @JsonPropertyDescription(
                "Users at the stage's end (closed model), for example 200; reached linearly over the stage unless spawnRate is given.")
        @Min(0) @Max(1000000) @Nullable Integer users,

        @JsonPropertyDescription(
                "Users started or stopped per second until users is reached, then held, for example 50.")
        @Min(value = 0, inclusive = false) @Max(1000000) @Nullable Double spawnRate,

        @JsonPropertyDescription(
                "Arrivals at the stage's end (open model), for example 500/s; reached linearly from the previous stage's rate, at first from 0, unless from says another.")
        @Pattern(Patterns.RATE) @Size(max = 32) @Nullable String rate,

        @JsonPropertyDescription(
                "Arrivals at the stage's beginning, for example 500/s beside rate: 500/s for a constant rate.")
        @Pattern(Patterns.RATE) @Size(max = 32) @Nullable String from,

        @JsonPropertyDescription("Whether arrivals are a Poisson process instead of evenly spaced; false when absent.")
        @Nullable Boolean poisson,

        @JsonPropertyDescription(
                "Most users at once that arrivals may occupy, for example 500; an arrival that finds none free is dropped and counted; 10000 when absent.")
        @Min(1) @Max(1000000) @Nullable Integer maxUsers) {}
