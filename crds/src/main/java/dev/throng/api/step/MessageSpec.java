package dev.throng.api.step;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.Primary;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A message that goes over a WebSocket, once or again and again. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"text", "json", "base64"},
        what = "a message")
@Needs(
        value = {"for"},
        anyOf = {"rate"})
@Needs(
        value = {"rate"},
        anyOf = {"for"})
@Primary("text")
public record MessageSpec(
        @JsonPropertyDescription("Text message, for example hello ${name}.") @Size(max = 65536) @Nullable String text,

        @JsonPropertyDescription("JSON, as a text message, for example {subscribe: \"${symbol}\"}.")
        @io.fabric8.generator.annotation.Nullable @Nullable JsonNode json,

        @JsonPropertyDescription("Binary message, as base64, for example AAEC.")
        @Pattern(Patterns.BASE64) @Size(max = 65536) @Nullable String base64,

        @JsonPropertyDescription(
                "Sends it again and again at this rate, whatever comes back meanwhile, for example 10/s.")
        @Pattern(Patterns.RATE) @Size(max = 32) @Nullable String rate,

        @JsonPropertyDescription("How long it is sent so, for example 30s.")
        @JsonProperty("for")
        @Pattern(Patterns.DURATION) @Size(max = 64) @Nullable String period) {}
