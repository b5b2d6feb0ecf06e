package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** When to start which LoadTest, again and again: to LoadTest what CronJob is to Job. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadTestScheduleSpec(
        @JsonPropertyDescription(
                "When to start, in cron's five fields or as @hourly, @daily, @weekly, @monthly, @yearly, for example 0 2 * * *.")
        @Required
        @Pattern(Patterns.CRON) @Size(min = 1, max = 128) @Nullable String schedule,

        @JsonPropertyDescription(
                "Time zone of the schedule by its IANA name, for example Europe/Berlin; Etc/UTC when absent.")
        @Size(min = 1, max = 64) @Nullable String timeZone,

        @JsonPropertyDescription(
                "What to do when the last run is still under way: start beside it (Allow), skip (Forbid) or abort it (Replace); Forbid when absent.")
        @Nullable ConcurrencyPolicy concurrencyPolicy,

        @JsonPropertyDescription("Seconds by which a missed start may be late, for example 300; no limit when absent.")
        @Min(1) @Max(31536000) @Nullable Integer startingDeadlineSeconds,

        @JsonPropertyDescription("How many LoadTests that passed are kept, for example 3; 3 when absent.")
        @Min(0) @Max(100) @Nullable Integer successfulRunsHistoryLimit,

        @JsonPropertyDescription("How many LoadTests that did not pass are kept, for example 3; 3 when absent.")
        @Min(0) @Max(100) @Nullable Integer failedRunsHistoryLimit,

        @JsonPropertyDescription("Starts nothing while true; a run under way goes on; false when absent.") @Nullable Boolean suspend,

        @JsonPropertyDescription("The LoadTest that is created each time.") @Required @Nullable LoadTestTemplate loadTestTemplate) {}
