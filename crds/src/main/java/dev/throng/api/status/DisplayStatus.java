package dev.throng.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The figures as {@code kubectl get} shows them. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DisplayStatus(
        @JsonPropertyDescription("Users, for example 200.") @Size(max = 32) @Nullable String users,

        @JsonPropertyDescription("Requests per second, for example 1841.") @Size(max = 32) @Nullable String rps,

        @JsonPropertyDescription("95th percentile of the response time, for example 212ms.") @Size(max = 32) @Nullable String p95,

        @JsonPropertyDescription("Share of failed requests, for example 0.02%.") @Size(max = 32) @Nullable String failed,

        @JsonPropertyDescription("Load that held, for example 410/s.") @Size(max = 32) @Nullable String capacity) {}
