package dev.throng.runner.demo;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A feed on its way over one connection or stream; goes on as long as that is open. Confined to its loop. */
final class Streaming {
    private final ChannelHandlerContext context;
    private final boolean keepAlive;
    private final Feed feed;
    private final long beganNanos = System.nanoTime();
    private int next;

    Streaming(ChannelHandlerContext context, boolean keepAlive, Feed feed) {
        this.context = context;
        this.keepAlive = keepAlive;
        this.feed = feed;
    }

    void begin() {
        DefaultHttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, feed.contentType());
        head.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
        head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        if (!keepAlive) {
            head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        var _ = context.write(head);
        write(feed.opening());
        goOn();
    }

    /** Sends what is due; what is late catches up, so that the whole takes as long as it is to take. */
    private void goOn() {
        while (next < feed.parts() && dueNanos() <= System.nanoTime()) {
            write(feed.part(next++));
        }
        if (next == feed.parts()) {
            end();
            return;
        }
        context.flush();
        var _ = context.executor().schedule(this::goOnIfOpen, dueNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void goOnIfOpen() {
        if (context.channel().isActive()) {
            goOn();
        }
    }

    private long dueNanos() {
        return beganNanos + TimeUnit.MILLISECONDS.toNanos((long) feed.everyMillis() * next);
    }

    private void write(String text) {
        if (!text.isEmpty()) {
            var _ = context.write(
                    new DefaultHttpContent(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8))));
        }
    }

    private void end() {
        var last =
                new DefaultLastHttpContent(Unpooled.wrappedBuffer(feed.closing().getBytes(StandardCharsets.UTF_8)));
        var done = context.writeAndFlush(last);
        if (!keepAlive) {
            done.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
