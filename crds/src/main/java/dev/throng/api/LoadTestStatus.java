package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.UniqueBy;
import dev.throng.api.status.Condition;
import dev.throng.api.status.DisplayStatus;
import dev.throng.api.status.NoticeStatus;
import dev.throng.api.status.Phase;
import dev.throng.api.status.ProgressStatus;
import dev.throng.api.status.ReportStatus;
import dev.throng.api.status.ResultStatus;
import dev.throng.api.status.RunHistoryStatus;
import dev.throng.api.status.WorkersStatus;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator answers: where the run is, how it goes, and what came of it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadTestStatus(
        @JsonPropertyDescription("The generation of the spec that this status is about.") @Min(0) @Nullable Long observedGeneration,

        @JsonPropertyDescription("Pending, Suspended, Starting, Running, Stopping or Finished.") @Nullable Phase phase,

        @JsonPropertyDescription(
                "Valid, WorkersReady, GeneratorHealthy, Complete, Passed and Finished, each with reason and message.")
        @UniqueBy("type")
        @Size(max = 16) @Nullable List<Condition> conditions,

        @JsonPropertyDescription("Id of the run that this is about.") @Size(max = 63) @Nullable String runId,

        @JsonPropertyDescription(
                "Hash of the part of the spec that the run belongs to; a changed one means another run.")
        @Size(max = 128) @Nullable String runHash,

        @JsonPropertyDescription("Hash of what the run does at which load; only runs with the same one make a trend.")
        @Size(max = 64) @Nullable String loadHash,

        @JsonPropertyDescription("When the run was accepted and its pods were asked for, in RFC 3339.")
        @Size(max = 64) @Nullable String acceptedAt,

        @JsonPropertyDescription("When the load began, in RFC 3339.") @Size(max = 64) @Nullable String startedAt,

        @JsonPropertyDescription("When the run ended, in RFC 3339.") @Size(max = 64) @Nullable String finishedAt,

        @JsonPropertyDescription("How the run goes.") @Nullable ProgressStatus progress,

        @JsonPropertyDescription("The figures as kubectl get shows them.") @Nullable DisplayStatus display,

        @JsonPropertyDescription("The run's workers.") @Nullable WorkersStatus workers,

        @JsonPropertyDescription("Seconds in which workers were missing or cut off.") @Nullable Double degradedSeconds,

        @JsonPropertyDescription("The final result; absent until the run is over.") @Nullable ResultStatus result,

        @JsonPropertyDescription("Where the final report is.") @Nullable ReportStatus report,

        @JsonPropertyDescription("What became of the notices of the run's end.")
        @UniqueBy("name")
        @Size(max = 10) @Nullable List<NoticeStatus> notices,

        @JsonPropertyDescription("Earlier runs, latest first, as many as spec.historyLimit says.")
        @Size(max = 50) @Nullable List<RunHistoryStatus> history) {

    /** Before anything was said. */
    public static final LoadTestStatus NONE = new LoadTestStatus(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
}
