package dev.throng.runner.code;

import dev.throng.runner.grpc.KnownMethod;
import dev.throng.runner.plan.step.Conversation;
import dev.throng.runner.plan.step.StatusSet;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.plan.step.Streaming;

/** What becomes of a request's connection and of its response. */
public sealed interface RequestMode {
    /** The response is read once it is whole. */
    RequestMode WHOLE = new Whole();

    record Whole() implements RequestMode {}

    /** The response is read as it comes. */
    record Streamed(Streaming how) implements RequestMode {}

    /**
     * The connection becomes a WebSocket, which the user keeps: {@link Session#talk} and {@link Session#hangUp} are about it. The fields
     * of the handshake need not be among the request's.
     */
    record Upgraded(Conversation.Opening opening) implements RequestMode {}

    /**
     * A call of gRPC. The request's method is {@link Step.Rpc#METHOD}, its body the messages with what stands before each of them.
     *
     * @param messages how many it sends
     * @param deadlineNanos after which it ends with DEADLINE_EXCEEDED; {@link Long#MAX_VALUE} when it has none
     * @param everyNanos from one message to the next; 0 when all are sent at once
     * @param awaitsAnswers whether a message waits for the answer to the one before
     * @param statuses that it may end with
     */
    record Called(
            KnownMethod method,
            int messages,
            long deadlineNanos,
            long everyNanos,
            boolean awaitsAnswers,
            StatusSet statuses)
            implements RequestMode {}
}
