package dev.throng.api.step;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A response that comes as a stream of events: what they are, when the user has had enough, and what must have come by then. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Primary("until")
public record StreamSpec(
        @JsonPropertyDescription(
                "What an event is: a server-sent event (events), a line such as one of JSON lines (lines), or whatever comes at a time (pieces); events when absent.")
        @Nullable StreamFormat format,

        @JsonPropertyDescription(
                "The stream ends with the event that holds this text, for example [DONE]; without it the server's ending too soon is a failure.")
        @Size(min = 1, max = 256) @Nullable String until,

        @JsonPropertyDescription(
                "The user ends the stream after so many events, for example 20; fewer before the server's end are a failure.")
        @Min(1) @Max(1000000000) @Nullable Integer events,

        @JsonPropertyDescription("The user ends the stream after this time from the sending, for example 10s.")
        @JsonProperty("for")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String period,

        @JsonPropertyDescription(
                "Fewest events that must have come however the stream ends, for example 5; 0 when absent.")
        @Min(0) @Max(1000000000) @Nullable Integer atLeast,

        @JsonPropertyDescription(
                "Only server-sent events of this name (their field event) count, for example message; all when absent.")
        @Size(min = 1, max = 256) @Nullable String named,

        @JsonPropertyDescription(
                "Only events in whose JSON this path yields something that is not empty count, as tokens, for example $.choices[0].delta.content.")
        @Pattern(Patterns.JSON_PATH) @Size(min = 1, max = 512) @Nullable String token,

        @JsonPropertyDescription(
                "Name of the figures, for example chat: chat first token, chat between tokens; the request's name when absent.")
        @Size(min = 1, max = 64) @Nullable String metric,

        @JsonPropertyDescription(
                "Longest time from the sending to the first event that counts, for example 2s; no limit when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String firstWithin,

        @JsonPropertyDescription("Longest time between two events that count, for example 5s; no limit when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String nextWithin) {}
