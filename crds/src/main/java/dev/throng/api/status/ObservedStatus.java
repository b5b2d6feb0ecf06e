package dev.throng.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One of the target's own numbers over the judged time. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObservedStatus(
        @JsonPropertyDescription("As the spec calls it.") @Required @Size(max = 100) @Nullable String name,

        @JsonPropertyDescription("The smallest value.") @Nullable Double min,

        @JsonPropertyDescription("The largest value, which a threshold is about.") @Nullable Double max,

        @JsonPropertyDescription("Its threshold, for example value < 90; absent when it has none.")
        @Size(max = 64) @Nullable String threshold,

        @JsonPropertyDescription("Whether the threshold holds; absent when it has none.") @Nullable Boolean passed,

        @JsonPropertyDescription(
                "Why there is no value, for example that Prometheus did not answer; absent when there is one.")
        @Size(max = 1024) @Nullable String error) {}
