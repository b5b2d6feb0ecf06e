package dev.throng.api.step;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A law of times with a mean and a spread. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BellSpec(
        @JsonPropertyDescription("Mean, for example 3s.")
        @Required
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String mean,

        @JsonPropertyDescription("Standard deviation, for example 1s.")
        @Required
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String deviation) {}
