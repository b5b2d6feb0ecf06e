package dev.throng.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What became of a notice of the run's end. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NoticeStatus(
        @JsonPropertyDescription("Its name in spec.notify.") @Required @Size(max = 63) @Nullable String name,

        @JsonPropertyDescription("Pending, Sending, Sent or Failed.") @Required @Nullable NoticeState state,

        @JsonPropertyDescription("What the webhook answered, or why it was not reached; never its address.")
        @Size(max = 1024) @Nullable String message) {}
