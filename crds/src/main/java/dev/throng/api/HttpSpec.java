package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Keys;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the client speaks to the target. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HttpSpec(
        @JsonPropertyDescription("Time limits of every request.") @Nullable TimeoutsSpec timeouts,

        @JsonPropertyDescription("Trust in the target's certificate; only for https.") @Nullable TlsSpec tls,

        @JsonPropertyDescription(
                "Headers of every request, for example {Accept: application/json}; a user's and a step's own go before them.")
        @Keys(Patterns.TOKEN)
        @Size(max = 32) @Nullable Map<String, @Size(max = 4096) String> headers,

        @JsonPropertyDescription("Whether redirects are followed, as a browser does; true when absent.") @Nullable Boolean followRedirects,

        @JsonPropertyDescription("How many redirects in a row are followed before the request fails; 10 when absent.")
        @Min(0) @Max(50) @Nullable Integer maxRedirects,

        @JsonPropertyDescription(
                "Longest response body in bytes, for example 10Mi; a longer one fails the request; 16Mi when absent.")
        @Pattern(Patterns.BYTES) @Size(max = 16) @Nullable String maxBodySize,

        @JsonPropertyDescription(
                "How many failed exchanges per run are kept with request and response, secrets taken out, for example 20; 10 when absent, 0 for none.")
        @Min(0) @Max(1000) @Nullable Integer logFailures) {}
