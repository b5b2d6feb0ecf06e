package dev.throng.runner.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** From Netty's messages to the API and back, with the delay and the errors that were asked for. Runs on Netty's loops. */
@Sharable
final class DemoHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final DemoOptions options;
    private final DemoApi api;
    private final RpcApi rpcs = new RpcApi();
    private final AccessLog log;
    private final Allowance writes;

    DemoHandler(DemoOptions options, AccessLog log) {
        this.options = options;
        this.api = new DemoApi(options.requireLogin());
        this.log = log;
        this.writes = new Allowance(options.writesPerSecond(), System::nanoTime);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        String method = request.method().name();
        String uri = request.uri();
        if (uri.equals("/-/count")) {
            send(context, keepAlive, method, Answer.ok(counted()));
            return;
        }
        if (Echo.isAskedFor(request)) {
            log.add(method, uri, HttpResponseStatus.SWITCHING_PROTOCOLS.code());
            Echo.begin(context, request);
            return;
        }
        Runnable reply = reply(context, request, keepAlive);
        long delayNanos = delayNanos();
        if (delayNanos == 0) {
            reply.run();
        } else {
            var timer = context.executor().schedule(reply, delayNanos, TimeUnit.NANOSECONDS);
            context.channel().closeFuture().addListener(closed -> timer.cancel(false));
        }
    }

    private Runnable reply(ChannelHandlerContext context, FullHttpRequest request, boolean keepAlive) {
        String method = request.method().name();
        String uri = request.uri();
        if (isRpc(request)) {
            RpcAnswer answer = rpc(request);
            boolean counts = !uri.startsWith("/grpc.reflection.");
            return () -> {
                if (counts) {
                    log.add(method, uri, HttpResponseStatus.OK.code());
                }
                var _ = context.writeAndFlush(response(answer));
            };
        }
        Call call = call(request);
        Answer answer = answer(call);
        Optional<Feed> feed = answer.status() == 404 ? Feed.of(call) : Optional.empty();
        return () -> {
            log.add(method, uri, feed.isPresent() ? 200 : answer.status());
            if (feed.isPresent()) {
                new Streaming(context, keepAlive, feed.get()).begin();
            } else {
                send(context, keepAlive, method, answer);
            }
        };
    }

    private static boolean isRpc(FullHttpRequest request) {
        return request.headers().contains(HttpHeaderNames.CONTENT_TYPE, "application/grpc", false);
    }

    private RpcAnswer rpc(FullHttpRequest request) {
        boolean reflects = request.uri().startsWith("/grpc.reflection.");
        if (!reflects && failsOnPurpose()) {
            return RpcAnswer.error(RpcAnswer.UNAVAILABLE, "an error on purpose");
        }
        if (!reflects
                && options.requireLogin()
                && !("Bearer " + DemoApi.TOKEN).equals(request.headers().get(HttpHeaderNames.AUTHORIZATION))) {
            return RpcAnswer.error(RpcAnswer.UNAUTHENTICATED, "not authenticated");
        }
        if (request.uri().endsWith("/AddItems") && !writes.take()) {
            return RpcAnswer.error(RpcAnswer.RESOURCE_EXHAUSTED, "too many requests");
        }
        return rpcs.answer(request.uri(), request.content());
    }

    private static FullHttpResponse response(RpcAnswer answer) {
        ByteBuf content = Unpooled.buffer();
        for (MessageLite message : answer.messages()) {
            byte[] bytes = message.toByteArray();
            content.writeByte(0).writeInt(bytes.length).writeBytes(bytes);
        }
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, content);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/grpc");
        response.trailingHeaders().set("grpc-status", answer.status());
        if (!answer.message().isEmpty()) {
            response.trailingHeaders().set("grpc-message", answer.message());
        }
        return response;
    }

    private boolean failsOnPurpose() {
        return options.errorRate() > 0 && ThreadLocalRandom.current().nextDouble() < options.errorRate();
    }

    private Answer answer(Call call) {
        if (failsOnPurpose()) {
            return Answer.error(503, "an error on purpose");
        }
        if (call.method().equals("POST") && !call.path().contains("login") && !writes.take()) {
            return Answer.error(429, "too many requests");
        }
        return api.answer(call);
    }

    private static Call call(FullHttpRequest request) {
        QueryStringDecoder url = new QueryStringDecoder(request.uri());
        Map<String, String> query = new HashMap<>();
        url.parameters().forEach((name, values) -> query.put(name, values.getFirst()));
        return new Call(
                request.method().name(),
                url.path(),
                query,
                request.headers().get(HttpHeaderNames.AUTHORIZATION),
                request.content().toString(StandardCharsets.UTF_8));
    }

    private JsonNode counted() {
        return JsonNodeFactory.instance.objectNode().put("requests", log.answered());
    }

    private long delayNanos() {
        long jitter = options.jitter().toNanos();
        return options.latency().toNanos()
                + (jitter == 0 ? 0 : ThreadLocalRandom.current().nextLong(jitter + 1));
    }

    private static void send(ChannelHandlerContext context, boolean keepAlive, String method, Answer answer) {
        String text = answer.body();
        byte[] body = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        ByteBuf content = method.equals("HEAD") ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body);
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), content);
        if (text != null) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, answer.type());
            response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        if (keepAlive) {
            var _ = context.writeAndFlush(response);
        } else {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            var _ = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A client that went away is nothing to report; anything else is a bug that must be seen.
        var _ = context.close();
        if (!(cause instanceof IOException)) {
            context.fireExceptionCaught(cause);
        }
    }
}
