package dev.throng.runner.engine.judge;

import dev.throng.runner.http.coding.ContentCoding;
import dev.throng.runner.http.coding.Inflating;
import dev.throng.runner.http.pool.Poison;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.stats.FailureKind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes response bodies readable, one after the other. One per loop, confined to it. */
public final class BodyReader implements AutoCloseable {
    private final long mostBytes;
    private final Inflating inflating = new Inflating();
    private final ByteSink decoded = new ByteSink(1024);
    private final Content content = new Content();
    private final RpcReader rpc = new RpcReader();

    /** @param mostBytes a body that is longer when it is decoded fails */
    public BodyReader(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** The body that was read last; valid until {@link #forget}. */
    public Content content() {
        return content;
    }

    /** Of answers of gRPC. */
    public RpcReader rpc() {
        return rpc;
    }

    /** Reads a wanted body; null when that went well. */
    public @Nullable Failure read(ResponseParser response) {
        byte[] array = response.bodyArray();
        if (response.coding() == ContentCoding.IDENTITY) {
            content.set(array, response.bodyFrom(), response.bodyLength());
            content.of(response);
            return null;
        }
        decoded.truncate(0);
        String problem = inflating.decode(
                response.coding(), array, response.bodyFrom(), response.bodyLength(), mostBytes, decoded);
        content.set(decoded.array(), 0, decoded.length());
        content.of(response);
        return problem == null ? null : new Failure(FailureKind.PROTOCOL, problem);
    }

    /** Takes a body that somebody else has read. */
    public void read(ResponseParser response, Consumer<Content> filling) {
        filling.accept(content);
        content.of(response);
    }

    /** What of a body that nobody wanted was kept, if it can be read as it is. */
    public Content sample(ResponseParser response) {
        boolean readable = response.coding() == ContentCoding.IDENTITY;
        content.set(response.bodyArray(), response.bodyFrom(), readable ? response.bodyLength() : 0);
        return content;
    }

    /** The response is about to go. */
    public void forget() {
        content.clear();
        rpc.forget();
        if (Poison.ON) {
            Poison.spoil(decoded.array(), 0, decoded.length());
        }
    }

    @Override
    public void close() {
        inflating.close();
        rpc.close();
    }
}
