package dev.throng.runner.engine.exchange;

import dev.throng.runner.http.ResponseParser;
import dev.throng.runner.http.websocket.Handshake;
import dev.throng.runner.plan.step.Conversation;
import dev.throng.runner.script.ByteSink;
import java.nio.charset.StandardCharsets;

/** Compares an answer to the handshake of a WebSocket with what was asked for. */
final class Handshakes {
    private static final String KEY = "\r\nSec-WebSocket-Key: ";

    private Handshakes() {}

    static Handshake of(Call call, Outgoing request, ResponseParser response) {
        Conversation.Opening opening = call.opening();
        return Handshake.of(response, key(request.bytes()), opening.protocols(), opening.compress());
    }

    private static String key(ByteSink request) {
        String head = new String(request.array(), 0, request.length(), StandardCharsets.ISO_8859_1);
        int from = head.indexOf(KEY);
        return from < 0
                ? ""
                : head.substring(from + KEY.length()).lines().findFirst().orElse("");
    }
}
