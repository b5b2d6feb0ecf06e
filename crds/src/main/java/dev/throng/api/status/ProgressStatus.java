package dev.throng.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** How the run goes: at its last report while it runs, the last state afterwards. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgressStatus(
        @JsonPropertyDescription("Time since the start, for example 1m20s.") @Size(max = 64) @Nullable String elapsed,

        @JsonPropertyDescription("Time to the end, for example 40s; absent when the run has no end of its own.")
        @Size(max = 64) @Nullable String remaining,

        @JsonPropertyDescription("The stage's name, for example warm-up or stage 2.") @Size(max = 100) @Nullable String stage,

        @JsonPropertyDescription("Users that are there.") @Min(0) @Nullable Integer users,

        @JsonPropertyDescription("Users that the load model wants.") @Min(0) @Nullable Integer intendedUsers,

        @JsonPropertyDescription("Requests per second over the last ten seconds.") @Nullable Double rps,

        @JsonPropertyDescription("Arrivals per second that the load model wants (open model).") @Nullable Double intendedRate,

        @JsonPropertyDescription("Judged requests since the start.") @Min(0) @Nullable Long requests,

        @JsonPropertyDescription("Share of the judged requests that failed, from 0 to 1.") @Nullable Double failureRate,

        @JsonPropertyDescription("Median of the judged response times, in milliseconds.") @Nullable Double p50,

        @JsonPropertyDescription("95th percentile of the judged response times, in milliseconds.") @Nullable Double p95,

        @JsonPropertyDescription("99th percentile of the judged response times, in milliseconds.") @Nullable Double p99,

        @JsonPropertyDescription("Arrivals that found no free user, since the start (open model).") @Min(0) @Nullable Long dropped) {}
