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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A load of some user classes, beside the run's own and other loads. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"users", "rate", "stages"},
        what = "a load")
@Needs(
        value = {"spawnRate"},
        anyOf = {"users"})
@Needs(
        value = {"runTime"},
        anyOf = {"users", "rate"})
@Needs(
        value = {"poisson", "maxUsers"},
        anyOf = {"rate"})
public record LoadSpec(
        @JsonPropertyDescription("Name of the load, for example checkout; thresholds and results call it so.")
        @Required
        @Size(min = 1, max = 63) @Nullable String name,

        @JsonPropertyDescription(
                "Names of the user classes whose load it is, for example [Buyer]; the class with the load's own name when absent.")
        @Size(min = 1, max = 32) @Nullable List<@Size(min = 1, max = 100) String> classes,

        @JsonPropertyDescription("When it begins after the run's start, for example 1m; with the run when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String startAfter,

        @JsonPropertyDescription("Number of virtual users of these classes at once, for example 20.")
        @Min(0) @Max(1000000) @Nullable Integer users,

        @JsonPropertyDescription("Users started per second until all are there, for example 10; 1 when absent.")
        @Min(value = 0, inclusive = false) @Max(1000000) @Nullable Double spawnRate,

        @JsonPropertyDescription("Arrivals at a constant rate, whatever the response times, for example 5/s.")
        @Pattern(Patterns.RATE) @Size(max = 32) @Nullable String rate,

        @JsonPropertyDescription("Whether arrivals are a Poisson process instead of evenly spaced; false when absent.")
        @Nullable Boolean poisson,

        @JsonPropertyDescription(
                "Most users at once that arrivals may occupy, for example 500; an arrival that finds none free is dropped and counted; 10000 when absent.")
        @Min(1) @Max(1000000) @Nullable Integer maxUsers,

        @JsonPropertyDescription("How long it lasts, for example 5m; to the run's end when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String runTime,

        @JsonPropertyDescription(
                "Load over time, one stage after another, for example [{duration: 2m, rate: 20/s}, {duration: 1m, rate: 0/s}].")
        @Size(min = 1, max = 50) @Nullable List<StageSpec> stages) {}
