package dev.throng.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A threshold of the verdict, and what was measured. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ThresholdStatus(
        @JsonPropertyDescription("As the spec says it, for example p95 < 500ms.") @Required @Size(max = 64) @Nullable String expect,

        @JsonPropertyDescription("Name of the requests it is about; absent for all.") @Size(max = 512) @Nullable String name,

        @JsonPropertyDescription(
                "The measured value, in milliseconds, as a share from 0 to 1, a count, or per second; absent when there was no sample.")
        @Nullable Double measured,

        @JsonPropertyDescription("The measured value with its unit, for example 212ms.") @Size(max = 64) @Nullable String measuredText,

        @JsonPropertyDescription("The limit, in the measured value's unit.") @Nullable Double limit,

        @JsonPropertyDescription("Whether it holds.") @Required @Nullable Boolean passed) {}
