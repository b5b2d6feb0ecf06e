package dev.throng.api.verdict;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One of the target's own numbers, read from Prometheus during the run. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"query", "workload"},
        what = "something to observe")
@Needs(
        value = {"threshold", "limit"},
        anyOf = {"query"})
@Needs(
        value = {"namespace"},
        anyOf = {"workload"})
public record ObserveSpec(
        @JsonPropertyDescription("What people call it, for example db connections; unique in the list.")
        @Required
        @Size(min = 1, max = 100) @Nullable String name,

        @JsonPropertyDescription(
                "Prometheus' base URL, for example http://prometheus.monitoring:9090; the operator's configured one when absent.")
        @Pattern(Patterns.URL) @Size(max = 2048) @Nullable String prometheus,

        @JsonPropertyDescription(
                "A workload whose CPU and memory against their limits, throttling, restarts and replicas are read, for example deployment/items.")
        @Pattern(Patterns.WORKLOAD) @Size(max = 300) @Nullable String workload,

        @JsonPropertyDescription("Where the workload is; the LoadTest's namespace when absent.")
        @Pattern(Patterns.OBJECT_NAME) @Size(min = 1, max = 63) @Nullable String namespace,

        @JsonPropertyDescription("PromQL that yields one number, for example sum(pg_stat_activity_count).")
        @Size(min = 1, max = 4096) @Nullable String query,

        @JsonPropertyDescription(
                "At which value it is exhausted, a number or PromQL, for example 100 or sum(pg_settings_max_connections); none when absent.")
        @Size(min = 1, max = 4096) @Nullable String limit,

        @JsonPropertyDescription(
                "Condition on its largest value during the judged time, for example value < 90; none when absent.")
        @Pattern(Patterns.OBSERVED) @Size(max = 64) @Nullable String threshold) {}
