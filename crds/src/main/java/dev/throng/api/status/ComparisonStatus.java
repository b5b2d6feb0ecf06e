package dev.throng.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The comparison with the baseline. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparisonStatus(
        @JsonPropertyDescription("The earlier run's id.") @Size(max = 253) @Nullable String baseline,

        @JsonPropertyDescription("Whether something got worse beyond its tolerance.") @Nullable Boolean regression,

        @JsonPropertyDescription("What did, with both values, for example p95 212ms, 31% above 162ms, tolerated 10%.")
        @Size(max = 4096) @Nullable String message) {}
