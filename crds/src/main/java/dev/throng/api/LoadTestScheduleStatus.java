package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.UniqueBy;
import dev.throng.api.status.Condition;
import dev.throng.api.status.Verdict;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator answers about a schedule. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadTestScheduleStatus(
        @JsonPropertyDescription("The generation of the spec that this status is about.") @Min(0) @Nullable Long observedGeneration,

        @JsonPropertyDescription("Valid and Scheduled, each with reason and message.")
        @UniqueBy("type")
        @Size(max = 16) @Nullable List<Condition> conditions,

        @JsonPropertyDescription("Whether spec.suspend holds it back.") @Nullable Boolean suspended,

        @JsonPropertyDescription("Names of the LoadTests under way.") @Size(max = 100) @Nullable List<@Size(max = 253) String> active,

        @JsonPropertyDescription("When a LoadTest was last created, by the schedule's clock, in RFC 3339.")
        @Size(max = 64) @Nullable String lastScheduleTime,

        @JsonPropertyDescription(
                "Which start was last left out, because an earlier run was under way or it was too late, in RFC 3339.")
        @Size(max = 64) @Nullable String lastSkippedTime,

        @JsonPropertyDescription("When the next one is due, in RFC 3339; absent while suspended.")
        @Size(max = 64) @Nullable String nextScheduleTime,

        @JsonPropertyDescription("When a run last ended that passed, in RFC 3339.") @Size(max = 64) @Nullable String lastSuccessfulTime,

        @JsonPropertyDescription("Name of the LoadTest that ended last.") @Size(max = 253) @Nullable String lastLoadTest,

        @JsonPropertyDescription("Verdict of the LoadTest that ended last.") @Nullable Verdict lastVerdict) {

    /** Before anything was said. */
    public static final LoadTestScheduleStatus NONE =
            new LoadTestScheduleStatus(null, null, null, null, null, null, null, null, null, null);
}
