package dev.throng.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The judged figures of one request name. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NameStatus(
        @JsonPropertyDescription("As the statistics group it.") @Required @Size(max = 512) @Nullable String name,

        @JsonPropertyDescription("The method, for example GET.") @Size(max = 32) @Nullable String method,

        @JsonPropertyDescription("Judged requests.") @Min(0) @Nullable Long requests,

        @JsonPropertyDescription("Failed ones among them.") @Min(0) @Nullable Long failures,

        @JsonPropertyDescription("Median response time, in milliseconds.") @Nullable Double p50,

        @JsonPropertyDescription("95th percentile of the response time, in milliseconds.") @Nullable Double p95,

        @JsonPropertyDescription("99th percentile of the response time, in milliseconds.") @Nullable Double p99,

        @JsonPropertyDescription("The worst of its grades.") @Nullable Grade grade) {}
