package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One of the target's own numbers, read from Prometheus during the run. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObserveSpec(
        @JsonPropertyDescription("What people call it, for example db connections; unique in the list.")
        @Required
        @Size(min = 1, max = 100) @Nullable String name,

        @JsonPropertyDescription(
                "Prometheus' base URL, for example http://prometheus.monitoring:9090; the operator's configured one when absent.")
        @Pattern(Patterns.URL) @Size(max = 2048) @Nullable String prometheus,

        @JsonPropertyDescription("PromQL that yields one number, for example sum(pg_stat_activity_count).")
        @Required
        @Size(min = 1, max = 4096) @Nullable String query,

        @JsonPropertyDescription(
                "Condition on its largest value during the judged time, for example value < 90; none when absent.")
        @Pattern(Patterns.OBSERVED) @Size(max = 64) @Nullable String threshold) {}
