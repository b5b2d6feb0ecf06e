package dev.throng.runner.code;

import dev.throng.runner.plan.step.Conversation;
import dev.throng.runner.plan.step.Streaming;

/** What becomes of a request's connection and of its response. */
public sealed interface Way {
    /** The response is read once it is whole. */
    Way WHOLE = new Whole();

    record Whole() implements Way {}

    /** The response is read as it comes. */
    record Streamed(Streaming how) implements Way {}

    /**
     * The connection becomes a WebSocket, which the user keeps: {@link Session#talk} and {@link Session#hangUp} are about it. The fields
     * of the handshake need not be among the request's.
     */
    record Upgraded(Conversation.Opening opening) implements Way {}
}
