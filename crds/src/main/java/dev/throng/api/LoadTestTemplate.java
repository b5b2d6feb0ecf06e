package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The LoadTest that a schedule creates. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadTestTemplate(
        @JsonPropertyDescription("Labels and annotations of the created LoadTests; the schedule makes their names.")
        @Nullable TemplateMetadata metadata,

        @JsonPropertyDescription("Their spec.") @Required @Nullable LoadTestSpec spec) {

    /** Metadata of the created LoadTests. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TemplateMetadata(
            @JsonPropertyDescription("Labels, beside the schedule's own.") @Size(max = 64) @Nullable Map<String, @Size(max = 63) String> labels,

            @JsonPropertyDescription("Annotations.") @Size(max = 64) @Nullable Map<String, @Size(max = 65536) String> annotations) {}
}
