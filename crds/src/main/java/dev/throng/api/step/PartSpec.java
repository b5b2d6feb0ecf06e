package dev.throng.api.step;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.OneOf;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A part of a form of several parts: a field's value, or a file. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"value", "file"},
        what = "a part's content")
@Needs(
        value = {"fileName"},
        anyOf = {"file"})
public record PartSpec(
        @JsonPropertyDescription("Name of the field; several parts may have the same.")
        @Required
        @Size(min = 1, max = 256) @Nullable String name,

        @JsonPropertyDescription("Its value, may hold ${…}.") @Size(max = 65536) @Nullable String value,

        @JsonPropertyDescription(
                "Path of the file that it holds, from the LoadTest's own folder; in a cluster where the pods see it.")
        @Size(min = 1, max = 1024) @Nullable String file,

        @JsonPropertyDescription("Name that the file is sent under, may hold ${…}; its own when absent.")
        @Size(min = 1, max = 256) @Nullable String fileName,

        @JsonPropertyDescription("Content type; application/octet-stream for a file when absent, none for a value.")
        @Size(min = 1, max = 128) @Nullable String type) {}
