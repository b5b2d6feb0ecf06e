package dev.throng.api.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Time limits of one request; one that is exceeded fails the request. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Primary("total")
public record TimeoutsSpec(
        @JsonPropertyDescription("For making a connection, TLS included, for example 5s; 5s when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String connect,

        @JsonPropertyDescription(
                "From the request's last byte to the response's first, for example 10s; no limit of its own when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String firstByte,

        @JsonPropertyDescription("For the whole request, for example 30s; 30s when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String total) {}
