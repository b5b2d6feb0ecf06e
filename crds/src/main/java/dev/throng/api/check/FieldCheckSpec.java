package dev.throng.api.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A header or cookie that must be present, equal a value, or match a regular expression. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"equals", "matches", "anyOf"},
        orNone = true,
        what = "a check of a header or cookie")
@Primary("name")
public record FieldCheckSpec(
        @JsonPropertyDescription("Its name, for example Content-Type; a header's is case-insensitive.")
        @Required
        @Pattern(Patterns.TOKEN) @Size(min = 1, max = 256) @Nullable String name,

        @JsonPropertyDescription("Text that its value must be; any value when neither this nor matches is given.")
        @Size(max = 4096) @Nullable String equals,

        @JsonPropertyDescription("Regular expression (Java) that must match somewhere in its value.")
        @Size(min = 1, max = 1024) @Nullable String matches,

        @JsonPropertyDescription("Texts of which its value must be one, for example [gzip, br].")
        @Size(min = 1, max = 16) @Nullable List<@Size(max = 1024) String> anyOf,

        @JsonPropertyDescription(
                "Whether it must not be so: there is none, or none of its values is such; false when absent.")
        @Nullable Boolean not) {}
