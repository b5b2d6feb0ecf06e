package dev.throng.api.step;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.throng.api.schema.Keys;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.UnwrappedDeserializer;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step: a request (exactly one method field), a pause, assignments, or a flow. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonDeserialize(using = UnwrappedDeserializer.class)
@OneOf(
        value = {
            "get",
            "post",
            "put",
            "patch",
            "delete",
            "head",
            "options",
            "grpc",
            "pause",
            "pauseBy",
            "set",
            "do",
            "choose",
            "stop",
            "parallel",
            "rendezvous",
            "websocket"
        },
        what = "a step")
@Needs(
        value = {"json", "form", "multipart", "bodyFile", "body", "followRedirects", "retry", "stream"},
        anyOf = {"get", "post", "put", "patch", "delete", "head", "options"})
@Needs(
        value = {"pop", "push"},
        anyOf = {"get", "post", "put", "patch", "delete", "head", "options", "grpc"})
@Needs(
        value = {"headers"},
        anyOf = {"get", "post", "put", "patch", "delete", "head", "options", "websocket"})
@Needs(
        value = {"name", "capture", "expect", "timeout", "onFailure"},
        anyOf = {"get", "post", "put", "patch", "delete", "head", "options", "grpc", "websocket"})
@Needs(
        value = {"repeat", "repeatWhile", "otherwise"},
        anyOf = {"do"})
@Needs(
        value = {"forEach", "group"},
        anyOf = {"do", "parallel"})
@Needs(
        value = {"connections"},
        anyOf = {"parallel"})
@Needs(
        value = {"item"},
        anyOf = {"forEach"})
@OneOf(
        value = {"repeat", "repeatWhile", "forEach"},
        orNone = true,
        what = "a repetition")
public record StepSpec(
        @JsonUnwrapped RequestSpec request,

        @JsonPropertyDescription("Waits this long, for example 500ms.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String pause,

        @JsonPropertyDescription("Waits as long as a law draws each time, for example {exponential: 2s}.") @Nullable LawSpec pauseBy,

        @JsonPropertyDescription(
                "Assigns variables, for example {id: \"${random.int(1, 100)}\"}; in no particular order.")
        @Keys(Patterns.VARIABLE)
        @Size(min = 1, max = 32) @Nullable Map<String, JsonNode> set,

        @JsonPropertyDescription("Performs the flow of this name, for example checkout.")
        @JsonProperty("do")
        @Pattern(Patterns.VARIABLE) @Size(min = 1, max = 63) @Nullable String flow,

        @JsonPropertyDescription("How often the flow is performed, for example 3; once when absent.")
        @Min(1) @Max(1000000) @Nullable Integer repeat,

        @JsonPropertyDescription(
                "Expression; the flow is performed as long as it is true, for example ${status != \"done\"}; it is looked at before each time.")
        @Size(min = 1, max = 1024) @Nullable String repeatWhile,

        @JsonPropertyDescription(
                "A captured list; the flow is performed once for each of its items, for example ${products}.")
        @Size(min = 1, max = 1024) @Nullable String forEach,

        @JsonPropertyDescription("Variable that holds forEach's item, for example product; item when absent.")
        @Pattern(Patterns.VARIABLE) @Size(min = 1, max = 63) @Nullable String item,

        @JsonPropertyDescription("Flow that is performed instead where when is false, for example browse.")
        @Pattern(Patterns.VARIABLE) @Size(min = 1, max = 63) @Nullable String otherwise,

        @JsonPropertyDescription("Performs one of these flows, drawn by weight, for example {browse: 80, buy: 20}.")
        @Keys(Patterns.VARIABLE)
        @Size(min = 1, max = 16) @Nullable Map<String, @Min(0) @Max(1000000) Integer> choose,

        @JsonPropertyDescription("Ends this user for good (user), or the whole run (run).") @Nullable StopWhat stop,

        @JsonPropertyDescription(
                "What the user does when the request fails: goes on with the next step (goOn), leaves out the rest of its task (endTask), leaves the run for good (stopUser), or ends it for all (stopRun); goOn when absent.")
        @Nullable OnFailure onFailure,

        @JsonPropertyDescription(
                "Measures the flow as a whole under this name, for example checkout: a duration and failures of its own.")
        @Size(min = 1, max = 100) @Nullable String group,

        @JsonPropertyDescription(
                "Sends the requests of the flow of this name at once, as a browser does for a page, for example assets; with forEach those of all items.")
        @Pattern(Patterns.VARIABLE) @Size(min = 1, max = 63) @Nullable String parallel,

        @JsonPropertyDescription(
                "How many requests of parallel are under way at a time, each on a connection of its own; 6 when absent, as with browsers.")
        @Min(1) @Max(64) @Nullable Integer connections,

        @JsonPropertyDescription("Waits for other users, to go on at once, for example {name: opening, users: 50}.")
        @Nullable RendezvousSpec rendezvous,

        @JsonPropertyDescription(
                "Opens a WebSocket, says or awaits something, or closes it, for example {send: {text: hello}, await: 2s}.")
        @Nullable WebSocketSpec websocket) {}
