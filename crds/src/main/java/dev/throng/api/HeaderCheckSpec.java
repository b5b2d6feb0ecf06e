package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A response header that must be present, equal a value, or match a regular expression. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"equals", "matches"},
        orNone = true,
        what = "a header check")
@Primary("name")
public record HeaderCheckSpec(
        @JsonPropertyDescription("Name of the header, case-insensitive, for example Content-Type.")
        @Required
        @Pattern(Patterns.TOKEN) @Size(min = 1, max = 256) @Nullable String name,

        @JsonPropertyDescription("Text that its value must be; any value when neither this nor matches is given.")
        @Size(max = 4096) @Nullable String equals,

        @JsonPropertyDescription("Regular expression (Java) that must match somewhere in its value.")
        @Size(min = 1, max = 1024) @Nullable String matches) {}
