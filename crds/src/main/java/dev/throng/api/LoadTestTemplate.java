package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The LoadTest that a schedule creates. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadTestTemplate(
        @Nullable TemplateMetadata metadata, @Nullable LoadTestSpec spec) {

    /** Metadata of the created LoadTests; their names are made by the schedule. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TemplateMetadata(
            @Nullable Map<String, String> labels, @Nullable Map<String, String> annotations) {}
}
