package dev.throng.api.step;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.schema.Keys;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call of gRPC: which method, with which messages. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"message", "messages"},
        orNone = true,
        what = "what a call sends")
@Needs(
        value = {"every", "awaitAnswers"},
        anyOf = {"messages"})
@OneOf(
        value = {"every", "awaitAnswers"},
        orNone = true,
        what = "when messages are sent")
@Primary("call")
public record GrpcCallSpec(
        @JsonPropertyDescription("Service and method, for example shop.v1.Catalog/GetItem.")
        @Required
        @Pattern(Patterns.RPC) @Size(min = 3, max = 512) @Nullable String call,

        @JsonPropertyDescription(
                "The message, as protobuf's JSON has it; texts in it may hold ${…}, for example {id: \"${random.int(1, 100)}\"}; without any field when absent.")
        @io.fabric8.generator.annotation.Nullable @Nullable JsonNode message,

        @JsonPropertyDescription(
                "Several messages in order, of a method whose client streams, for example [{text: one}, {text: two}].")
        @Size(min = 1, max = 1000) @Nullable List<JsonNode> messages,

        @JsonPropertyDescription(
                "Metadata of this call; it goes before the user's and the run's headers; binary values of names that end with -bin are written in Base64.")
        @Keys(Patterns.TOKEN)
        @Size(max = 32) @Nullable Map<String, JsonNode> metadata,

        @JsonPropertyDescription(
                "Deadline that the server is told, for example 2s; a call that is not over by then ends with DEADLINE_EXCEEDED; none when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String deadline,

        @JsonPropertyDescription(
                "Time from one of several messages to the next, for example 100ms; all are sent at once when absent.")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String every,

        @JsonPropertyDescription(
                "Whether each message waits for the answer to the one before, of a method of which both sides stream; false when absent.")
        @Nullable Boolean awaitAnswers,

        @JsonPropertyDescription("Whether messages are sent compressed (gzip); false when absent.") @Nullable Boolean compress) {}
