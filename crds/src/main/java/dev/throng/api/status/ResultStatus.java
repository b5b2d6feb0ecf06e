package dev.throng.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The final result: merged over all workers, without warm-up unless a field says otherwise. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResultStatus(
        @JsonPropertyDescription("Judged requests.") @Min(0) @Nullable Long requests,

        @JsonPropertyDescription("Failed ones among them.") @Min(0) @Nullable Long failures,

        @JsonPropertyDescription("Requests of the warm-up, which are not judged.") @Min(0) @Nullable Long warmupRequests,

        @JsonPropertyDescription("Share of the judged requests that failed, from 0 to 1.") @Nullable Double failureRate,

        @JsonPropertyDescription("Judged requests per second.") @Nullable Double rps,

        @JsonPropertyDescription("Shortest response time, in milliseconds.") @Nullable Double min,

        @JsonPropertyDescription("Mean response time, in milliseconds.") @Nullable Double mean,

        @JsonPropertyDescription("Median response time, in milliseconds.") @Nullable Double p50,

        @JsonPropertyDescription("90th percentile of the response time, in milliseconds.") @Nullable Double p90,

        @JsonPropertyDescription("95th percentile of the response time, in milliseconds.") @Nullable Double p95,

        @JsonPropertyDescription("99th percentile of the response time, in milliseconds.") @Nullable Double p99,

        @JsonPropertyDescription("99.9th percentile of the response time, in milliseconds.") @Nullable Double p999,

        @JsonPropertyDescription("Longest response time, in milliseconds.") @Nullable Double max,

        @JsonPropertyDescription("The thresholds with their measured values.") @Size(max = 50) @Nullable List<ThresholdStatus> thresholds,

        @JsonPropertyDescription("The target's own numbers.") @Size(max = 20) @Nullable List<ObservedStatus> observed,

        @JsonPropertyDescription(
                "What happened to observed workloads meanwhile, for example items-7c9-x2x was OOMKilled after 40 s; the report has it all.")
        @Size(max = 20) @Nullable List<@Size(max = 1024) String> marks,

        @JsonPropertyDescription("The comparison with the baseline; absent without one.") @Nullable ComparisonStatus comparison,

        @JsonPropertyDescription(
                "How the figures went over this run and the earlier ones like it; absent for the first.")
        @Size(max = 4096) @Nullable String trend,

        @JsonPropertyDescription(
                "Whether it went one way in its course; absent when the load did not stand for ten minutes.")
        @Nullable DriftStatus drift,

        @JsonPropertyDescription("What a search for the capacity found; absent without one.") @Nullable CapacityStatus capacity,

        @JsonPropertyDescription("Passed, Failed, or Unknown when nothing can be said about the system under test.")
        @Nullable Verdict verdict,

        @JsonPropertyDescription(
                "The figures by common targets for an API: Good, Acceptable, Poor, or None without samples.")
        @Nullable Grade grade,

        @JsonPropertyDescription("The most frequent causes of failed requests; the report has them all.")
        @Size(max = 20) @Nullable List<ErrorStatus> errors,

        @JsonPropertyDescription("The most frequent request names; the report has them all.") @Size(max = 30) @Nullable List<NameStatus> names,

        @JsonPropertyDescription("The answers by status; requests without an answer are not among them.")
        @Size(max = 30) @Nullable List<AnswersStatus> statuses,

        @JsonPropertyDescription("Groups and metrics of the scenario's own; the report has them all.")
        @Size(max = 30) @Nullable List<MetricStatus> metrics) {}
