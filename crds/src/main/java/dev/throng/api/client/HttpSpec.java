package dev.throng.api.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.schema.Keys;
import dev.throng.api.schema.Needs;
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
@Needs(
        value = {"streams"},
        anyOf = {"version"})
public record HttpSpec(
        @JsonPropertyDescription(
                "What connections speak, in quotes: \"1.1\", \"2\" (over TLS by ALPN, without TLS by prior knowledge; a server that has it not fails), or auto (over TLS what the server prefers); \"1.1\" when absent.")
        @Nullable HttpVersion version,

        @JsonPropertyDescription(
                "With HTTP/2: how many requests at a time share one connection, across users, for example 10; 1 when absent: each user has a connection of its own.")
        @Min(1) @Max(1000) @Nullable Integer streams,

        @JsonPropertyDescription("Which connections there are; each user keeps its own when absent.") @Nullable ConnectionsSpec connections,

        @JsonPropertyDescription(
                "Proxy that requests go by, for example {url: \"http://proxy:3128\"}; none when absent, whatever the environment says.")
        @Nullable ProxySpec proxy,

        @JsonPropertyDescription(
                "Share of the requests that have a traceparent header (W3C) with a trace id of their own, for example 1%; none when absent.")
        @Pattern(Patterns.PERCENT) @Size(max = 16) @Nullable String traced,

        @JsonPropertyDescription("Time limits of every request.") @Nullable TimeoutsSpec timeouts,

        @JsonPropertyDescription("Trust in the target's certificate; only for https.") @Nullable TlsSpec tls,

        @JsonPropertyDescription(
                "Headers of every request, for example {Accept: application/json}; a user's and a step's own go before them.")
        @Keys(Patterns.TOKEN)
        @Size(max = 32) @Nullable Map<String, JsonNode> headers,

        @JsonPropertyDescription("Whether redirects are followed, as a browser does; true when absent.") @Nullable Boolean followRedirects,

        @JsonPropertyDescription("How many redirects in a row are followed before the request fails; 10 when absent.")
        @Min(0) @Max(50) @Nullable Integer maxRedirects,

        @JsonPropertyDescription(
                "Longest response body in bytes, for example 10Mi; a longer one fails the request; 16Mi when absent.")
        @Pattern(Patterns.BYTES) @Size(max = 16) @Nullable String maxBodySize,

        @JsonPropertyDescription(
                "How many failed exchanges per run are kept with request and response, secrets taken out, for example 20; 10 when absent, 0 for none.")
        @Min(0) @Max(1000) @Nullable Integer logFailures) {}
