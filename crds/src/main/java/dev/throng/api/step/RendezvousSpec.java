package dev.throng.api.step;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A place where users wait for each other, to go on at once. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RendezvousSpec(
        @JsonPropertyDescription("Its name: users meet those who wait under the same one, for example opening.")
        @Required
        @Pattern(Patterns.VARIABLE) @Size(min = 1, max = 63) @Nullable String name,

        @JsonPropertyDescription(
                "How many go on together, for example 50; of several workers each gathers its part of them.")
        @Required
        @Min(1) @Max(1000000) @Nullable Integer users,

        @JsonPropertyDescription("How long a user waits before it goes on alone, for example 30s; 1m when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String atMost) {}
