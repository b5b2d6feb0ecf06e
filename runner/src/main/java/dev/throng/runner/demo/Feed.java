package dev.throng.runner.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the demo target streams: {@code GET /events} (server-sent events), {@code GET /lines} (JSON lines) and {@code POST /v1/chat/completions}, as a
 * language model's server does. So many parts, each so long after the one before; a pure function of the call.
 *
 * @param contentType of the response
 * @param parts how many
 * @param everyMillis between two of them
 */
record Feed(Kind kind, String contentType, int parts, int everyMillis, boolean usage) {
    enum Kind {
        EVENTS,
        LINES,
        CHAT
    }

    private static final int USUAL_PARTS = 20;
    private static final int USUAL_MILLIS = 20;
    private static final int MOST_PARTS = 1_000_000;
    private static final int MOST_MILLIS = 60_000;
    private static final String EVENTS_TYPE = "text/event-stream";
    private static final JsonMapper JSON = new JsonMapper();
    private static final String[] WORDS = {"a", "throng", "of", "people", "is", "on", "its", "way", "to", "you"};

    /** Empty when the call asks for no stream. */
    static Optional<Feed> of(Call call) {
        int parts = call.number("count", USUAL_PARTS, 0, MOST_PARTS);
        int every = call.number("every", USUAL_MILLIS, 0, MOST_MILLIS);
        return switch (call.method() + ' ' + call.path()) {
            case "GET /events" -> Optional.of(new Feed(Kind.EVENTS, EVENTS_TYPE, parts, every, false));
            case "GET /lines" -> Optional.of(new Feed(Kind.LINES, "application/x-ndjson", parts, every, false));
            case "POST /v1/chat/completions" -> chat(call, every);
            default -> Optional.empty();
        };
    }

    private static Optional<Feed> chat(Call call, int every) {
        JsonNode asked = body(call);
        if (!asked.path("stream").asBoolean(false)) {
            return Optional.empty();
        }
        int tokens = Math.clamp(asked.path("max_tokens").asInt(USUAL_PARTS), 0, MOST_PARTS);
        boolean usage = asked.path("stream_options").path("include_usage").asBoolean(false);
        return Optional.of(new Feed(Kind.CHAT, EVENTS_TYPE, tokens, every, usage));
    }

    private static JsonNode body(Call call) {
        try {
            JsonNode body = JSON.readTree(call.body());
            return body == null ? JsonNodeFactory.instance.objectNode() : body;
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /** What comes with the head; may be empty. */
    String opening() {
        return kind == Kind.CHAT ? event(chunk(delta().put("role", "assistant").put("content", ""), null)) : "";
    }

    /** A part, counted from 0. */
    String part(int number) {
        return switch (kind) {
            case EVENTS -> "event: tick\nid: " + number + '\n' + event(numbered(number));
            case LINES -> numbered(number).toString() + '\n';
            case CHAT -> event(chunk(delta().put("content", WORDS[number % WORDS.length] + ' '), null));
        };
    }

    /** What comes at the end; may be empty. */
    String closing() {
        if (kind != Kind.CHAT) {
            return "";
        }
        String last = event(chunk(delta(), "stop"));
        return (usage ? last + event(used()) : last) + "data: [DONE]\n\n";
    }

    private static ObjectNode numbered(int number) {
        return JsonNodeFactory.instance.objectNode().put("number", number);
    }

    private static String event(JsonNode data) {
        return "data: " + data + "\n\n";
    }

    private static ObjectNode delta() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode answer() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", "chatcmpl-demo")
                .put("object", "chat.completion.chunk")
                .put("model", "demo");
    }

    private static ObjectNode chunk(ObjectNode delta, @Nullable String finish) {
        ObjectNode answer = answer();
        answer.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", finish)
                .set("delta", delta);
        return answer;
    }

    private ObjectNode used() {
        ObjectNode answer = answer();
        answer.putArray("choices");
        answer.putObject("usage").put("completion_tokens", parts);
        return answer;
    }
}
