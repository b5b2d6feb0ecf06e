package dev.throng.runner.engine.exchange;

import dev.throng.runner.engine.loop.Loop;

/** The kinds of call, each with the protocol that it goes by. */
enum Kind {
    HTTP,
    RPC,
    STREAM,
    WEB_SOCKET;

    /** @param hurry is called when something may be due earlier than it was */
    Protocol protocol(Loop loop, Sample sample, Runnable hurry) {
        return switch (this) {
            case HTTP -> Protocol.HTTP;
            case RPC -> new RpcProtocol(loop, sample);
            case STREAM -> new StreamProtocol(loop, hurry);
            case WEB_SOCKET -> UpgradeProtocol.WEB_SOCKET;
        };
    }
}
