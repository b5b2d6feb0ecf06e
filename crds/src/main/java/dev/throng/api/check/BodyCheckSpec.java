package dev.throng.api.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What the body must be: all that is given. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Primary("contains")
public record BodyCheckSpec(
        @JsonPropertyDescription("Text that must be somewhere in the body, case-sensitive.")
        @Size(min = 1, max = 4096) @Nullable String contains,

        @JsonPropertyDescription("Regular expression (Java) that must match somewhere in the body.")
        @Size(min = 1, max = 1024) @Nullable String matches,

        @JsonPropertyDescription("Text that must be nowhere in the body, for example Sorry.")
        @Size(min = 1, max = 4096) @Nullable String lacks,

        @JsonPropertyDescription("Fewest bytes that it must have when it is decompressed, for example 1Ki.")
        @Pattern(Patterns.BYTES) @Size(max = 16) @Nullable String atLeast,

        @JsonPropertyDescription("Most bytes that it may have when it is decompressed, for example 64Ki.")
        @Pattern(Patterns.BYTES) @Size(max = 16) @Nullable String atMost,

        @JsonPropertyDescription("SHA-256 of its bytes, in hexadecimal digits.")
        @Pattern(Patterns.SHA256) @Size(max = 64) @Nullable String sha256,

        @JsonPropertyDescription("MD5 of its bytes, in hexadecimal digits.")
        @Pattern(Patterns.MD5) @Size(max = 32) @Nullable String md5) {}
