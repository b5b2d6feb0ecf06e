package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Excludes;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import dev.throng.api.schema.Unique;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a response must be; whatever does not hold makes the request a failure. {@code anyOf} gives alternatives. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Excludes(
        field = "anyOf",
        others = {"status", "json", "headers", "body", "maxDuration"},
        fix = "move it into the alternatives")
@Primary("status")
public record ExpectSpec(
        @JsonPropertyDescription("Status codes that are a success, for example [200, 404]; all below 400 when absent.")
        @Unique @Size(min = 1, max = 32) @Nullable List<@Min(100) @Max(599) Integer> status,

        @JsonPropertyDescription("What the JSON body must hold, for example [{path: $.data}].")
        @Size(min = 1, max = 16) @Nullable List<JsonCheckSpec> json,

        @JsonPropertyDescription(
                "What the response's headers must be, for example [{name: Content-Type, matches: json}].")
        @Size(min = 1, max = 8) @Nullable List<HeaderCheckSpec> headers,

        @JsonPropertyDescription("What the body's text must be, for example {contains: Welcome}.") @Nullable BodyCheckSpec body,

        @JsonPropertyDescription("Longest response time that is a success, for example 2s; no limit when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String maxDuration,

        @JsonPropertyDescription(
                "Alternatives by status: the first whose status set holds the response's status judges it, any other status is a failure.")
        @Size(min = 1, max = 6) @Nullable List<ExpectCaseSpec> anyOf) {}
