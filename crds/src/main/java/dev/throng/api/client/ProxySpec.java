package dev.throng.api.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A proxy of HTTP between the users and the target. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Needs(
        value = {"password"},
        anyOf = {"user"})
@Primary("url")
public record ProxySpec(
        @JsonPropertyDescription("Where it is, for example http://proxy.example.com:3128.")
        @Required
        @Pattern(Patterns.BASE_URL) @Size(min = 1, max = 2048) @Nullable String url,

        @JsonPropertyDescription("Name that it asks for (basic authentication); may hold ${env.…}.")
        @Size(min = 1, max = 1024) @Nullable String user,

        @JsonPropertyDescription("Password beside it, for example ${env.PROXY_PASSWORD}.") @Size(max = 1024) @Nullable String password,

        @JsonPropertyDescription(
                "Hosts that are reached without it, for example [localhost, .svc]; one that begins with a dot means all below it.")
        @Size(min = 1, max = 32) @Nullable List<@Pattern(Patterns.HOST_OR_BELOW) @Size(max = 253) String> except) {}
