package dev.throng.api.scenario;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import dev.throng.api.step.BellSpec;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pause between two tasks of a user; exactly one of the alternatives. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"between", "constant", "normal", "exponential", "logNormal", "pacing", "throughput"},
        what = "a wait")
@Primary("constant")
public record WaitSpec(
        @JsonPropertyDescription(
                "Shortest and longest pause, drawn evenly between them each time, for example [1s, 3s].")
        @Size(min = 2, max = 2) @Nullable List<@Pattern(Patterns.DURATION) @Size(max = 64) String> between,

        @JsonPropertyDescription("Always the same pause, for example 1s.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String constant,

        @JsonPropertyDescription(
                "Drawn from a normal distribution, for example {mean: 3s, deviation: 1s}; never below 0.")
        @Nullable BellSpec normal,

        @JsonPropertyDescription("Drawn from an exponential distribution with this mean, for example 3s.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String exponential,

        @JsonPropertyDescription(
                "Drawn from a log-normal distribution with this mean and deviation, for example {mean: 3s, deviation: 2s}: mostly short, now and then long.")
        @Nullable BellSpec logNormal,

        @JsonPropertyDescription(
                "At most one task start per user and period, for example 2s; a task that takes longer is followed at once.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String pacing,

        @JsonPropertyDescription("At most this many task starts per second and user, for example 0.5.")
        @Min(value = 0, inclusive = false) @Max(100000) @Nullable Double throughput) {}
