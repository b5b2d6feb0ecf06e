package dev.throng.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One aspect of a resource's state, as Kubernetes writes conditions. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        @JsonPropertyDescription(
                "What it is about: Valid, WorkersReady, GeneratorHealthy, Complete, Passed or Finished.")
        @Required
        @Size(min = 1, max = 316) @Nullable String type,

        @JsonPropertyDescription("True, False or Unknown.") @Required @Nullable ConditionStatus status,

        @JsonPropertyDescription("One word in CamelCase for why, for example ThresholdsFailed.")
        @Required
        @Size(min = 1, max = 1024) @Nullable String reason,

        @JsonPropertyDescription(
                "One sentence for people, with the measured value against the limit where there is one.")
        @Size(max = 32768) @Nullable String message,

        @JsonPropertyDescription("When the status last changed, in RFC 3339.") @Required @Size(max = 64) @Nullable String lastTransitionTime,

        @JsonPropertyDescription("The generation of the resource that this was said of.") @Min(0) @Nullable Long observedGeneration) {}
