package dev.throng.runner.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/** A response: status, type and text of its body (null = no body). */
record Answer(int status, String type, @Nullable String body) {

    /** @param body null for none */
    static Answer of(int status, @Nullable JsonNode body) {
        return new Answer(status, "application/json", body == null ? null : body.toString());
    }

    static Answer ok(JsonNode body) {
        return of(200, body);
    }

    static Answer error(int status, String detail) {
        return of(status, JsonNodeFactory.instance.objectNode().put("detail", detail));
    }
}
