package dev.throng.api.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.throng.api.schema.OrWhole;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Unique;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One alternative of an expectation: it judges the responses with one of its statuses. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExpectCaseSpec(
        @JsonPropertyDescription("Statuses that this alternative is about, for example [201] or [4xx].")
        @Required
        @Unique @OrWhole(min = 100, max = 599)
        @JsonSerialize(contentUsing = OrWhole.AsWritten.class)
        @Size(min = 1, max = 32) @Nullable List<@Pattern(Patterns.STATUSES) @Size(max = 20) String> status,

        @JsonPropertyDescription("What the JSON body must hold.") @Size(min = 1, max = 16) @Nullable List<JsonCheckSpec> json,

        @JsonPropertyDescription("What the response's headers must be.") @Size(min = 1, max = 8) @Nullable List<FieldCheckSpec> headers,

        @JsonPropertyDescription("What a body of HTML or XML must hold, for example [{css: h1, equals: Welcome}].")
        @Size(min = 1, max = 8) @Nullable List<ElementCheckSpec> elements,

        @JsonPropertyDescription("What the body must be.") @Nullable BodyCheckSpec body,

        @JsonPropertyDescription("JSON Schema that the body must be valid by, for example {file: item.schema.json}.")
        @Nullable SchemaSpec schema,

        @JsonPropertyDescription("Longest response time that is a success, for example 2s; no limit when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String maxDuration) {}
