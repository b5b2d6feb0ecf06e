package dev.throng.api.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.throng.api.schema.AnyOf;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.OrWhole;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Unique;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A check with a name, which a response must meet, or which is only counted; a request without an answer meets none. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@AnyOf(
        value = {
            "status",
            "notStatus",
            "json",
            "headers",
            "cookies",
            "elements",
            "body",
            "schema",
            "maxDuration",
            "that"
        },
        what = "a check")
@OneOf(
        value = {"status", "notStatus"},
        orNone = true,
        what = "what is said of the status")
public record CheckSpec(
        @JsonPropertyDescription("Name of the check, for example has a title; unique in the scenario.")
        @Required
        @Size(min = 1, max = 100) @Nullable String name,

        @JsonPropertyDescription("Statuses that meet it, for example [2xx]; any when absent.")
        @Unique @OrWhole(min = 100, max = 599)
        @JsonSerialize(contentUsing = OrWhole.AsWritten.class)
        @Size(min = 1, max = 32) @Nullable List<@Pattern(Patterns.STATUSES) @Size(max = 20) String> status,

        @JsonPropertyDescription("Statuses that do not, for example [5xx].")
        @Unique @OrWhole(min = 100, max = 599)
        @JsonSerialize(contentUsing = OrWhole.AsWritten.class)
        @Size(min = 1, max = 32) @Nullable List<@Pattern(Patterns.STATUSES) @Size(max = 20) String> notStatus,

        @JsonPropertyDescription("What the JSON body must hold.") @Size(min = 1, max = 16) @Nullable List<JsonCheckSpec> json,

        @JsonPropertyDescription("What the response's headers must be.") @Size(min = 1, max = 8) @Nullable List<FieldCheckSpec> headers,

        @JsonPropertyDescription("What the cookies that the user then holds must be.") @Size(min = 1, max = 8) @Nullable List<FieldCheckSpec> cookies,

        @JsonPropertyDescription("What a body of HTML or XML must hold, for example [{css: h1, equals: Welcome}].")
        @Size(min = 1, max = 8) @Nullable List<ElementCheckSpec> elements,

        @JsonPropertyDescription("What the body must be.") @Nullable BodyCheckSpec body,

        @JsonPropertyDescription("JSON Schema that the body must be valid by, for example {file: item.schema.json}.")
        @Nullable SchemaSpec schema,

        @JsonPropertyDescription("Longest response time that meets it, for example 300ms; no limit when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String maxDuration,

        @JsonPropertyDescription("Expressions that must be true, for example ${price < 10}.")
        @Size(min = 1, max = 8) @Nullable List<@Size(min = 1, max = 1024) String> that) {}
