package dev.throng.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Whether the run went one way in its course. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftStatus(
        @JsonPropertyDescription("Whether no figure drifted and nothing leaked.") @Nullable Boolean steady,

        @JsonPropertyDescription(
                "What drifted, or how all figures went, for example p95 grew 4.1 % per hour (3.2 to 5.0).")
        @Size(max = 4096) @Nullable String message) {}
