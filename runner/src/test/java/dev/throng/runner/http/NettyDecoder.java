package dev.throng.runner.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.throng.runner.http.response.Head;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;

/** What Netty's codec makes of a stream of bytes. It is on the class path for gRPC anyway. */
final class NettyDecoder {
    private final EmbeddedChannel channel = new EmbeddedChannel(new HttpResponseDecoder(new HttpDecoderConfig()
            .setStrictLineParsing(false)
            .setMaxInitialLineLength(Head.MAX_STATUS_LINE)
            .setMaxHeaderSize(Head.MAX_BYTES)));
    private final List<String> responses = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private int status;
    private String problem = "";

    private NettyDecoder() {}

    static Decoded of(byte[] bytes) {
        NettyDecoder decoder = new NettyDecoder();
        decoder.decode(bytes);
        return new Decoded(List.copyOf(decoder.responses), decoder.problem);
    }

    private void decode(byte[] bytes) {
        try {
            channel.writeInbound(Unpooled.wrappedBuffer(bytes));
            channel.finish();
        } catch (RuntimeException e) {
            problem = String.valueOf(e.getMessage());
        }
        for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
            if (!problem.isEmpty()) {
                ReferenceCountUtil.release(next);
            } else if (next instanceof HttpObject part) {
                take(part);
            } else {
                problem = "bytes of another protocol";
                ReferenceCountUtil.release(next);
            }
        }
        if (problem.isEmpty() && status > 0) {
            problem = "unfinished";
        }
    }

    private void take(HttpObject next) {
        if (next.decoderResult().isFailure()) {
            problem = String.valueOf(next.decoderResult().cause().getMessage());
            return;
        }
        if (next instanceof HttpResponse head) {
            status = head.status().code();
        }
        if (next instanceof HttpContent content) {
            body.append(content.content().toString(ISO_8859_1));
            content.release();
        }
        if (next instanceof LastHttpContent) {
            end();
        }
    }

    private void end() {
        if (status >= 200 || status == 101) {
            responses.add(status + " " + body);
        }
        status = 0;
        body.setLength(0);
    }
}
