package dev.throng.runner.demo;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.io.IOException;

/** A WebSocket at {@code /echo} that says what it is told. Takes the subprotocols {@code echo} and {@code chat.v1}. */
final class Echo extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final String PATH = "/echo";
    private static final String PROTOCOLS = "echo,chat.v1";
    private static final int MOST_BYTES = 1 << 20;

    private final WebSocketServerHandshaker handshaker;

    private Echo(WebSocketServerHandshaker handshaker) {
        this.handshaker = handshaker;
    }

    static boolean isAskedFor(FullHttpRequest request) {
        return request.uri().startsWith(PATH)
                && "websocket".equalsIgnoreCase(request.headers().get(HttpHeaderNames.UPGRADE));
    }

    /** Answers the handshake, and speaks no HTTP from then on. */
    static void begin(ChannelHandlerContext context, FullHttpRequest request) {
        String url = "ws://" + request.headers().get(HttpHeaderNames.HOST) + PATH;
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(url, PROTOCOLS, false, MOST_BYTES).newHandshaker(request);
        if (handshaker == null) {
            var _ = WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
            return;
        }
        context.pipeline().addLast(new WebSocketFrameAggregator(MOST_BYTES), new Echo(handshaker));
        var _ = handshaker.handshake(context.channel(), request);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case CloseWebSocketFrame close -> {
                var _ = handshaker.close(context, close.retain());
            }
            case PingWebSocketFrame ping -> {
                var _ = context.writeAndFlush(
                        new PongWebSocketFrame(ping.content().retain()));
            }
            case PongWebSocketFrame _ -> {
                // Nobody asked for it.
            }
            default -> {
                var _ = context.writeAndFlush(frame.retain());
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
        if (!(cause instanceof IOException)) {
            context.fireExceptionCaught(cause);
        }
    }
}
