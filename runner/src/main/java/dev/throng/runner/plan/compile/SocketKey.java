package dev.throng.runner.plan.compile;

import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import java.util.Base64;

/** The key of a WebSocket's handshake, another one each time: sixteen bytes in base64 (RFC 6455 §4.1). */
enum SocketKey implements Template {
    EACH_TIME;

    private static final int BYTES = 16;

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
        byte[] key = new byte[BYTES];
        scope.random().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
