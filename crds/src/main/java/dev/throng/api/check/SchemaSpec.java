package dev.throng.api.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A JSON Schema that a body must be valid by. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"file", "inline"},
        what = "the schema")
@Primary("file")
public record SchemaSpec(
        @JsonPropertyDescription(
                "Path of its file, JSON or YAML, from the LoadTest's own folder, with a part of it behind #, for example shop.yaml#/components/schemas/Item; in a cluster where the pods see it.")
        @Size(min = 1, max = 1024) @Nullable String file,

        @JsonPropertyDescription("The schema itself, for example {type: object, required: [id]}.") @Nullable JsonNode inline,

        @JsonPropertyDescription(
                "Share of the responses that are validated, beside the first of each name, for example 10%; all when absent.")
        @Pattern(Patterns.PERCENT) @Size(max = 16) @Nullable String share) {}
