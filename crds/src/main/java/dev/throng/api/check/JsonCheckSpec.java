package dev.throng.api.check;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSONPath whose value must be present and all that is said of it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"equals", "matches", "anyOf"},
        orNone = true,
        what = "a JSON check")
@OneOf(
        value = {"not", "each"},
        orNone = true,
        what = "what a JSON check is about")
@Primary("path")
public record JsonCheckSpec(
        @JsonPropertyDescription("JSONPath that must yield a value, for example $.data.id or $.items.length().")
        @Required
        @Pattern(Patterns.JSON_PATH) @Size(min = 1, max = 512) @Nullable String path,

        @JsonPropertyDescription(
                "JSON value that the first found must equal, for example 7 or \"open\"; any value when nothing else is said.")
        @io.fabric8.generator.annotation.Nullable @Nullable JsonNode equals,

        @JsonPropertyDescription("Regular expression (Java) that must match somewhere in the first found value's text.")
        @Size(min = 1, max = 1024) @Nullable String matches,

        @JsonPropertyDescription("JSON values of which it must equal one, for example [open, held].")
        @Size(min = 1, max = 16) @Nullable List<JsonNode> anyOf,

        @JsonPropertyDescription("Type that it must have: string, number, integer, bool, array or object.") @Nullable JsonType type,

        @JsonPropertyDescription("It must be a number greater than this.") @Nullable Double above,

        @JsonPropertyDescription("It must be a number of at least this.") @Nullable Double atLeast,

        @JsonPropertyDescription("It must be a number less than this.") @Nullable Double below,

        @JsonPropertyDescription("It must be a number of at most this.") @Nullable Double atMost,

        @JsonPropertyDescription("Whether it must not be so: nothing is found, or nothing such; false when absent.")
        @Nullable Boolean not,

        @JsonPropertyDescription(
                "Whether it must be so of each value that the path yields, for example of $.items[*].price, and of one at least; false when absent.")
        @Nullable Boolean each) {}
