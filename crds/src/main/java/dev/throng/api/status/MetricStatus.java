package dev.throng.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What the scenario itself has measured under one name, without warm-up. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MetricStatus(
        @JsonPropertyDescription("As the scenario calls it.") @Required @Size(max = 512) @Nullable String name,

        @JsonPropertyDescription("Kind: group or time (values are milliseconds), trend, counter, rate, gauge or check.")
        @Size(max = 16) @Nullable String kind,

        @JsonPropertyDescription("How many values there were.") @Min(0) @Nullable Long count,

        @JsonPropertyDescription("How many of a group's failed, or of a check's were not met.") @Min(0) @Nullable Long failures,

        @JsonPropertyDescription("All values together.") @Nullable Double sum,

        @JsonPropertyDescription("Their mean; of a rate or a check, the share of true ones.") @Nullable Double mean,

        @JsonPropertyDescription("Their median.") @Nullable Double p50,

        @JsonPropertyDescription("Their 95th percentile.") @Nullable Double p95,

        @JsonPropertyDescription("The largest.") @Nullable Double max) {}
