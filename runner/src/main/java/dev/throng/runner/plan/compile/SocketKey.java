package dev.throng.runner.plan.compile;

import dev.throng.runner.plan.step.Conversation;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;

/** The key of a WebSocket's handshake, another one each time. */
enum SocketKey implements Template {
    EACH_TIME;

    @Override
    public String source() {
        return "(a key)";
    }

    @Override
    public boolean constant() {
        return false;
    }

    @Override
    public boolean appendTo(Scope scope, ByteSink out) {
        out.append(value(scope));
        return true;
    }

    @Override
    public String value(Scope scope) {
        return Conversation.key(scope.random());
    }
}
