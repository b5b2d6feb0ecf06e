package dev.throng.api.step;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By which law a pause is drawn; exactly one of the alternatives. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"between", "normal", "exponential", "logNormal"},
        what = "a drawn pause")
@Primary("exponential")
public record LawSpec(
        @JsonPropertyDescription("Shortest and longest, drawn evenly between them, for example [1s, 3s].")
        @Size(min = 2, max = 2) @Nullable List<@Pattern(Patterns.DURATION) @Size(max = 64) String> between,

        @JsonPropertyDescription(
                "Drawn from a normal distribution, for example {mean: 3s, deviation: 1s}; never below 0.")
        @Nullable BellSpec normal,

        @JsonPropertyDescription("Drawn from an exponential distribution with this mean, for example 3s.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String exponential,

        @JsonPropertyDescription(
                "Drawn from a log-normal distribution with this mean and deviation, for example {mean: 3s, deviation: 2s}: mostly short, now and then long.")
        @Nullable BellSpec logNormal) {}
