package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One condition of the verdict, judged over all workers, such as {@code p95 < 500ms}. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Needs(
        value = {"after"},
        anyOf = {"abortOnFail"})
@Primary("expect")
public record ThresholdSpec(
        @JsonPropertyDescription(
                "What must hold: p50 to p99.999, min, mean, max (ms, s), failureRate (%), failures, requests or rps against a limit, for example p95 < 500ms or failureRate < 1%.")
        @Required
        @Pattern(Patterns.THRESHOLD) @Size(min = 1, max = 64) @Nullable String expect,

        @JsonPropertyDescription(
                "Name of the requests it is about, as the statistics group them; all requests when absent.")
        @Size(min = 1, max = 512) @Nullable String name,

        @JsonPropertyDescription("Whether the run stops as soon as it does not hold; false when absent.") @Nullable Boolean abortOnFail,

        @JsonPropertyDescription(
                "How much judged time must have passed before it may stop the run, for example 30s; 10s when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String after,

        @JsonPropertyDescription("Whether it holds when there was no such request; false when absent: then it fails.")
        @Nullable Boolean allowNoSamples) {}
