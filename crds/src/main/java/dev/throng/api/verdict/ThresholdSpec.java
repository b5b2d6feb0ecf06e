package dev.throng.api.verdict;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Excludes;
import dev.throng.api.schema.MatchesUnless;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One condition of the verdict, judged over all workers, such as {@code p95 < 500ms}. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Needs(
        value = {"after"},
        anyOf = {"abortOnFail"})
@Excludes(
        field = "metric",
        others = {"name", "user", "load", "tag", "stage", "status", "time", "over"},
        fix = "a metric of the scenario's own has no requests to tell apart")
@MatchesUnless(field = "expect", pattern = Patterns.REQUESTS_THRESHOLD, unless = "metric")
@Primary("expect")
public record ThresholdSpec(
        @JsonPropertyDescription(
                "What must hold: p50 to p99.999, min, mean, max (ms, s), failureRate (%), failures, requests, rps, exceptions or, with status, share (%) against a limit, for example p95 < 500ms or failureRate < 1%.")
        @Required
        @Pattern(Patterns.THRESHOLD) @Size(min = 1, max = 64) @Nullable String expect,

        @JsonPropertyDescription(
                "Name of a group, a soft check or a metric of the scenario's own, instead of requests: expect is then about p50 to p99.999, min, mean, max (a number, or a time in groups), sum, count, rate (%) and, of groups and checks, failures and failureRate.")
        @Size(min = 1, max = 100) @Nullable String metric,

        @JsonPropertyDescription(
                "Name of the requests it is about, as the statistics group them; all requests when absent.")
        @Size(min = 1, max = 512) @Nullable String name,

        @JsonPropertyDescription("Name of the user class whose requests it is about; all of them when absent.")
        @Size(min = 1, max = 63) @Nullable String user,

        @JsonPropertyDescription(
                "Name of the load whose requests it is about, of several; main is the run's own; all of them when absent.")
        @Size(min = 1, max = 63) @Nullable String load,

        @JsonPropertyDescription(
                "Tag of the steps or tasks whose requests it is about, for example checkout; all of them when absent.")
        @Pattern(Patterns.TAG) @Size(min = 1, max = 63) @Nullable String tag,

        @JsonPropertyDescription(
                "Name of the stage it is about, for example peak or stage 2; all that are judged when absent.")
        @Size(min = 1, max = 63) @Nullable String stage,

        @JsonPropertyDescription(
                "Status of the answers it is about, for example 429 or 5xx, with share (of all requests, in %), requests or rps.")
        @Pattern(Patterns.STATUS) @Size(max = 3) @Nullable String status,

        @JsonPropertyDescription(
                "Which time it is about: response (from the intended start to the last byte), service (from the send to the last byte) or firstByte (from the send to the first byte); response when absent.")
        @Nullable ThresholdTime time,

        @JsonPropertyDescription(
                "It must hold in every window of this length, for example 30s, instead of over the whole run; from 1s on.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String over,

        @JsonPropertyDescription("Whether the run stops as soon as it does not hold; false when absent.") @Nullable Boolean abortOnFail,

        @JsonPropertyDescription(
                "How much judged time must have passed before it may stop the run, for example 30s; 10s when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String after,

        @JsonPropertyDescription("Whether it holds when there was no such request; false when absent: then it fails.")
        @Nullable Boolean allowNoSamples) {}
