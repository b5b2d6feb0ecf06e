package dev.throng.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** An earlier run, in brief. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunHistoryStatus(
        @JsonPropertyDescription("Its id.") @Required @Size(max = 63) @Nullable String runId,

        @JsonPropertyDescription("When it started, in RFC 3339.") @Size(max = 64) @Nullable String startedAt,

        @JsonPropertyDescription("When it ended, in RFC 3339.") @Size(max = 64) @Nullable String finishedAt,

        @JsonPropertyDescription("The reason of its condition Finished, for example ThresholdsFailed.")
        @Size(max = 1024) @Nullable String reason,

        @JsonPropertyDescription("Its verdict.") @Nullable Verdict verdict,

        @JsonPropertyDescription("Its grade.") @Nullable Grade grade,

        @JsonPropertyDescription("Hash of what it did at which load; only runs with the same one make a trend.")
        @Size(max = 64) @Nullable String loadHash,

        @JsonPropertyDescription("Judged requests.") @Min(0) @Nullable Long requests,

        @JsonPropertyDescription("Share of them that failed, from 0 to 1.") @Nullable Double failureRate,

        @JsonPropertyDescription("Judged requests per second.") @Nullable Double rps,

        @JsonPropertyDescription("Median response time, in milliseconds.") @Nullable Double p50,

        @JsonPropertyDescription("95th percentile of the response time, in milliseconds.") @Nullable Double p95,

        @JsonPropertyDescription("99th percentile of the response time, in milliseconds.") @Nullable Double p99,

        @JsonPropertyDescription("Where its report is, as long as it is kept.") @Nullable ReportStatus report) {}
