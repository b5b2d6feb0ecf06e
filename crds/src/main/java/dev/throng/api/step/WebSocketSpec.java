package dev.throng.api.step;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.AnyOf;
import dev.throng.api.schema.Excludes;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step does with a WebSocket: opens it, sends a message, waits for one, or closes it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@AnyOf(
        value = {"connect", "send", "await", "close"},
        what = "a WebSocket's step")
@Excludes(
        field = "connect",
        others = {"send", "await", "close"},
        fix = "make several steps of it")
@Excludes(
        field = "close",
        others = {"send", "await"},
        fix = "make several steps of it")
@Needs(
        value = {"protocols", "compress"},
        anyOf = {"connect"})
@Needs(
        value = {"count"},
        anyOf = {"await"})
public record WebSocketSpec(
        @JsonPropertyDescription(
                "Opens it at this path below the target, or ws:// or wss:// URL; the user keeps it until it closes it or leaves.")
        @Pattern(Patterns.SOCKET_PATH) @Size(min = 1, max = 4096) @Nullable String connect,

        @JsonPropertyDescription("Subprotocols that are offered, the best first, for example [chat.v1].")
        @Size(min = 1, max = 8) @Nullable List<@Pattern(Patterns.TOKEN) @Size(max = 128) String> protocols,

        @JsonPropertyDescription("Whether compression is offered (permessage-deflate); false when absent.") @Nullable Boolean compress,

        @JsonPropertyDescription("Sends a message.") @Nullable MessageSpec send,

        @JsonPropertyDescription(
                "Waits so long for a message that is as expect says, for example 2s; others are passed over.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String await,

        @JsonPropertyDescription("How many such messages are waited for, for example 3; 1 when absent.")
        @Min(1) @Max(1000000) @Nullable Integer count,

        @JsonPropertyDescription("Closes it with this code, for example 1000, and waits until the server agrees.")
        @Min(1000) @Max(4999) @Nullable Integer close,

        @JsonPropertyDescription("Name of the WebSocket, of several that a user has; needs none of one.")
        @Pattern(Patterns.VARIABLE) @Size(min = 1, max = 63) @Nullable String socket) {}
