package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** When to start which LoadTest, again and again: to LoadTest what CronJob is to Job. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadTestScheduleSpec(
        @Nullable String schedule,
        @Nullable String timeZone,
        @Nullable ConcurrencyPolicy concurrencyPolicy,
        @Nullable Integer startingDeadlineSeconds,
        @Nullable Integer successfulRunsHistoryLimit,
        @Nullable Integer failedRunsHistoryLimit,
        @Nullable Boolean suspend,
        @Nullable LoadTestTemplate loadTestTemplate) {}
