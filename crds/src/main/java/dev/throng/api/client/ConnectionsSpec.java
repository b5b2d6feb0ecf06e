package dev.throng.api.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Keys;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which connections there are, and between which addresses. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Primary("per")
public record ConnectionsSpec(
        @JsonPropertyDescription(
                "Whose they are: user (each user keeps its own), iteration (new ones with each task), request (a new one for each request) or worker (any user takes one that is free); user when absent.")
        @Nullable ConnectionsPer per,

        @JsonPropertyDescription(
                "Where hosts are, instead of what their names resolve to: an address or another name, or several with commas between them, for example {shop.example.com: \"10.0.0.7, 10.0.0.8\"}.")
        @Keys(Patterns.HOST)
        @Size(min = 1, max = 32) @Nullable Map<String, @Pattern(Patterns.HOSTS) @Size(max = 1024) String> resolve,

        @JsonPropertyDescription(
                "Which addresses of a name are used, ipv4 or ipv6; both when absent, those of IPv4 first.")
        @Nullable AddressFamily family,

        @JsonPropertyDescription(
                "Addresses of the machine that users connect from, in turn, for example [10.0.0.5, 10.0.0.6]; the system's choice when absent.")
        @Size(min = 1, max = 256) @Nullable List<@Pattern(Patterns.ADDRESS) @Size(max = 45) String> from,

        @JsonPropertyDescription("Whether a user who connects again resumes its TLS session; true when absent.")
        @Nullable Boolean resume,

        @JsonPropertyDescription(
                "With HTTP/2 and gRPC: how long a connection may be silent before a PING asks whether it is alive, for example 30s; never when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 32) @Nullable String ping) {}
