package dev.throng.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Failed requests with the same cause. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErrorStatus(
        @JsonPropertyDescription("Name of the requests.") @Size(max = 512) @Nullable String name,

        @JsonPropertyDescription("Their method, for example GET.") @Size(max = 32) @Nullable String method,

        @JsonPropertyDescription("What went wrong, for example status 503, expected 200.") @Size(max = 1024) @Nullable String message,

        @JsonPropertyDescription("How often.") @Min(0) @Nullable Long occurrences) {}
