package dev.throng.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** The run's workers. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkersStatus(
        @JsonPropertyDescription("How many there are to be.") @Min(0) @Nullable Integer desired,

        @JsonPropertyDescription("How many are connected to the master and work.") @Min(0) @Nullable Integer ready,

        @JsonPropertyDescription("How many were lost during the run, replaced ones included.") @Min(0) @Nullable Integer lost) {}
