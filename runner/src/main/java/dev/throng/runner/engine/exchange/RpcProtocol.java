package dev.throng.runner.engine.exchange;

import dev.throng.api.client.RpcStatus;
import dev.throng.runner.engine.judge.BodyReader;
import dev.throng.runner.engine.judge.Content;
import dev.throng.runner.engine.judge.Failure;
import dev.throng.runner.engine.judge.RpcReader;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.http.Carrier;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.ByteSink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call of gRPC: its messages, its status from the trailers, its deadline. */
final class RpcProtocol extends Protocol {
    private final RpcMessages messages;

    RpcProtocol(Loop loop, Sample sample) {
        messages = new RpcMessages(loop, sample);
    }

    private static Step.Rpc rpc(Call call) {
        Step.Rpc rpc = call.rpc;
        if (rpc == null) {
            throw new IllegalStateException("no call of gRPC");
        }
        return rpc;
    }

    @Override
    boolean send(Call call, boolean wantsBody, Carrier over, ByteSink bytes, Loop loop) {
        return messages.begin(call, over, bytes);
    }

    @Override
    boolean isForProxies() {
        return false;
    }

    @Override
    boolean goesRound(Call call) {
        return rpc(call).goesRound();
    }

    @Override
    void responded(ResponseParser response) {
        RpcReader.settle(response);
    }

    @Override
    @Nullable Failure read(Call call, boolean wantsBody, ResponseParser response, Content content, BodyReader bodies) {
        ByteSink json = messages.json();
        content.set(json.array(), 0, json.length());
        return RpcReader.check(response, rpc(call), messages.received(), messages.isCut());
    }

    @Override
    List<byte[]> messages() {
        return messages.messages();
    }

    @Override
    boolean hasRead(boolean wantsBody) {
        return true;
    }

    @Override
    long deadline(long sentNanos, long other) {
        return Math.min(other, messages.dueNanos());
    }

    @Override
    boolean goOn(long nowNanos) {
        return messages.goOn(nowNanos);
    }

    @Override
    int statusAtDeadline(Call call) {
        return rpc(call).deadlineNanos() == call.totalTimeoutNanos ? RpcStatus.DEADLINE_EXCEEDED.number() : NO_STATUS;
    }

    @Override
    void close() {
        messages.release();
    }
}
