package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A JSONPath that must be present, equal a value, or match a regular expression. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"equals", "matches"},
        orNone = true,
        what = "a JSON check")
@Primary("path")
public record JsonCheckSpec(
        @JsonPropertyDescription("JSONPath that must yield a value, for example $.data.id.")
        @Required
        @Pattern(Patterns.JSON_PATH) @Size(min = 1, max = 512) @Nullable String path,

        @JsonPropertyDescription(
                "JSON value that the first found must equal, for example 7 or \"open\"; any value when neither this nor matches is given.")
        @io.fabric8.generator.annotation.Nullable @Nullable JsonNode equals,

        @JsonPropertyDescription("Regular expression (Java) that must match somewhere in the first found value's text.")
        @Size(min = 1, max = 1024) @Nullable String matches) {}
