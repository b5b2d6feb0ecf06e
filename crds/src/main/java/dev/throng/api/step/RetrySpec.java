package dev.throng.api.step;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.throng.api.schema.OrWhole;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import dev.throng.api.schema.Unique;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a request is sent again, and after how long. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Primary("status")
public record RetrySpec(
        @JsonPropertyDescription(
                "Statuses that ask for another attempt, for example [429, 502-504]; [429, 503] when absent.")
        @Unique @OrWhole(min = 100, max = 599)
        @JsonSerialize(contentUsing = OrWhole.AsWritten.class)
        @Size(min = 1, max = 16) @Nullable List<@Pattern(Patterns.STATUSES) @Size(max = 12) String> status,

        @JsonPropertyDescription(
                "Whether a request without an answer is sent again too, though it counts as failed; false when absent.")
        @Nullable Boolean noAnswer,

        @JsonPropertyDescription("How many attempts there are after the first one, for example 5; 3 when absent.")
        @Min(1) @Max(1000) @Nullable Integer times,

        @JsonPropertyDescription(
                "Pause before the second attempt, for example 500ms, twice as long before each that follows; each is drawn between half of it and all of it; 1s when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String backoff,

        @JsonPropertyDescription(
                "Longest pause, for example 30s; an answer that asks for a longer one by Retry-After is the last; 1m when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String atMost) {}
