package dev.throng.api.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.throng.api.schema.Excludes;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.OrWhole;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import dev.throng.api.schema.Unique;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a response must be; whatever does not hold makes the request a failure. {@code anyOf} gives alternatives. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Excludes(
        field = "anyOf",
        others = {"status", "notStatus", "json", "headers", "cookies", "elements", "body", "schema", "maxDuration"},
        fix = "move it into the alternatives")
@OneOf(
        value = {"status", "notStatus"},
        orNone = true,
        what = "what is said of the status")
@Primary("status")
public record ExpectSpec(
        @JsonPropertyDescription(
                "Statuses that are a success, for example [2xx, 404, 410-419] or, of a gRPC call, [OK, NOT_FOUND]; all below 400, and OK, when absent.")
        @Unique @OrWhole(min = 100, max = 599)
        @JsonSerialize(contentUsing = OrWhole.AsWritten.class)
        @Size(min = 1, max = 32) @Nullable List<@Pattern(Patterns.STATUSES) @Size(max = 20) String> status,

        @JsonPropertyDescription("Statuses that are none, for example [404, 5xx]; all others are.")
        @Unique @OrWhole(min = 100, max = 599)
        @JsonSerialize(contentUsing = OrWhole.AsWritten.class)
        @Size(min = 1, max = 32) @Nullable List<@Pattern(Patterns.STATUSES) @Size(max = 20) String> notStatus,

        @JsonPropertyDescription("What the JSON body must hold, for example [{path: $.data}].")
        @Size(min = 1, max = 16) @Nullable List<JsonCheckSpec> json,

        @JsonPropertyDescription(
                "What the response's headers must be, for example [{name: Content-Type, matches: json}].")
        @Size(min = 1, max = 8) @Nullable List<FieldCheckSpec> headers,

        @JsonPropertyDescription("What the cookies that the user then holds must be, for example [{name: session}].")
        @Size(min = 1, max = 8) @Nullable List<FieldCheckSpec> cookies,

        @JsonPropertyDescription("What a body of HTML or XML must hold, for example [{css: h1, equals: Welcome}].")
        @Size(min = 1, max = 8) @Nullable List<ElementCheckSpec> elements,

        @JsonPropertyDescription("What the body must be, for example {contains: Welcome}.") @Nullable BodyCheckSpec body,

        @JsonPropertyDescription("JSON Schema that the body must be valid by, for example {file: item.schema.json}.")
        @Nullable SchemaSpec schema,

        @JsonPropertyDescription("Longest response time that is a success, for example 2s; no limit when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String maxDuration,

        @JsonPropertyDescription(
                "Alternatives by status: the first whose status set holds the response's status judges it, any other status is a failure.")
        @Size(min = 1, max = 6) @Nullable List<ExpectCaseSpec> anyOf,

        @JsonPropertyDescription(
                "Expressions that must be true, over what was captured from this response too, for example ${id == sent}.")
        @Size(min = 1, max = 8) @Nullable List<@Size(min = 1, max = 1024) String> that,

        @JsonPropertyDescription("Names of the scenario's checks that must be met too, for example [has a title].")
        @Unique @Size(min = 1, max = 16) @Nullable List<@Size(min = 1, max = 100) String> checks,

        @JsonPropertyDescription(
                "Names of the scenario's checks that are counted, met or not, and fail no request, for example [quick].")
        @Unique @Size(min = 1, max = 16) @Nullable List<@Size(min = 1, max = 100) String> soft) {}
