package dev.throng.runner.engine.exchange;

import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.Carrier;
import dev.throng.runner.http.Connection;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.http.websocket.Handshake;
import dev.throng.runner.plan.step.Conversation;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.stats.FailureKind;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request that makes a WebSocket of its connection: the answer is compared with what was asked for. */
final class UpgradeProtocol extends Protocol {
    static final UpgradeProtocol WEB_SOCKET = new UpgradeProtocol();

    private static final String KEY = "\r\n" + Conversation.KEY + ": ";

    private UpgradeProtocol() {}

    /** One that reads what passes takes the upgrade for its own affair: it is asked for a way, also without TLS (RFC 6455, section 4.1). */
    @Override
    boolean isForProxies() {
        return false;
    }

    @Override
    boolean upgrades() {
        return true;
    }

    @Override
    @Nullable Failure disagrees(Call call, Outgoing request, ResponseParser response) {
        String problem = handshake(call, request, response).problem();
        return problem.isEmpty() ? null : new Failure(FailureKind.PROTOCOL, problem);
    }

    @Override
    boolean takesOver(Call call, Carrier from, Outgoing request, User user, long beganNanos) {
        Handshake agreed = handshake(call, request, from.response());
        user.upgraded(call.key, call.opening(), (Connection) from, agreed, beganNanos);
        return true;
    }

    @Override
    boolean leavesConnection() {
        return false;
    }

    private static Handshake handshake(Call call, Outgoing request, ResponseParser response) {
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
