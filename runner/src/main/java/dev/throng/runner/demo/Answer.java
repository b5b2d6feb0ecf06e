package dev.throng.runner.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/** A response: status and JSON body (null = no body). */
record Answer(int status, @Nullable JsonNode body) {

    static Answer ok(JsonNode body) {
        return new Answer(200, body);
    }

    static Answer error(int status, String detail) {
        return new Answer(status, JsonNodeFactory.instance.objectNode().put("detail", detail));
    }
}
