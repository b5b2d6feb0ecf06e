package dev.throng.api.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Keys;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody who is sent the run's metrics while it goes on. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"otlp", "remoteWrite"},
        what = "a receiver of metrics")
public record ExportSpec(
        @JsonPropertyDescription("What people call it, for example collector; unique in the list.")
        @Required
        @Pattern(Patterns.RESOURCE_NAME) @Size(min = 1, max = 63) @Nullable String name,

        @JsonPropertyDescription(
                "An OpenTelemetry collector's base URL, or another one's that speaks OTLP over HTTP, for example http://otel-collector.monitoring:4318; /v1/metrics is added.")
        @Pattern(Patterns.BASE_URL) @Size(max = 2048) @Nullable String otlp,

        @JsonPropertyDescription(
                "A URL that takes Prometheus' remote write, for example http://prometheus.monitoring:9090/api/v1/write.")
        @Pattern(Patterns.URL) @Size(max = 2048) @Nullable String remoteWrite,

        @JsonPropertyDescription(
                "Headers of what is sent, for example {Authorization: \"Bearer ${env.TOKEN}\"}; pods.env takes the variable from a Secret.")
        @Keys(Patterns.TOKEN)
        @Size(max = 16) @Nullable Map<String, @Size(max = 4096) String> headers,

        @JsonPropertyDescription("How often, from 1s on, for example 10s; 10s when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String interval,

        @JsonPropertyDescription(
                "Whether times go as exponential histograms, which are Prometheus' native ones, for percentiles within one percent; the receiver has to take them; false when absent: as buckets with fixed bounds.")
        @Nullable Boolean nativeHistograms) {}
