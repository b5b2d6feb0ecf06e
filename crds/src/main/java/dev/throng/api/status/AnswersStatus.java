package dev.throng.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The judged requests that got answers of one status. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnswersStatus(
        @JsonPropertyDescription("The status, for example 429; other for those that are not told apart.")
        @Required
        @Size(max = 16) @Nullable String status,

        @JsonPropertyDescription("Judged requests.") @Required @Min(0) @Nullable Long requests,

        @JsonPropertyDescription("Failed ones among them.") @Min(0) @Nullable Long failures) {}
