package dev.throng.api.scenario;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What the target's responses must be by its OpenAPI description. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Primary("file")
public record OpenApiSpec(
        @JsonPropertyDescription(
                "Path of the description (OpenAPI 3.0, 3.1 or 2.0, JSON or YAML), from the LoadTest's own folder, for example shop.yaml; in a cluster where the pods see it.")
        @Required
        @Size(min = 1, max = 1024) @Nullable String file,

        @JsonPropertyDescription(
                "Share of the responses that are validated, beside the first of each name, for example 100%; 10% when absent.")
        @Pattern(Patterns.PERCENT) @Size(max = 16) @Nullable String share,

        @JsonPropertyDescription(
                "Whether a response that is otherwise is only counted, as a soft check is, and fails no request; false when absent.")
        @Nullable Boolean soft) {}
