package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What the body's text must contain or match; both when both are given. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Primary("contains")
public record BodyCheckSpec(
        @JsonPropertyDescription("Text that must be somewhere in the body, case-sensitive.")
        @Size(min = 1, max = 4096) @Nullable String contains,

        @JsonPropertyDescription("Regular expression (Java) that must match somewhere in the body.")
        @Size(min = 1, max = 1024) @Nullable String matches) {}
