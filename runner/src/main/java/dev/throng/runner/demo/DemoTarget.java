package dev.throng.runner.demo;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A running demo target of HTTP/1.1 and HTTP/2, with streams of events, calls of gRPC and a WebSocket, without TLS. Answers on
 * the port until it is closed; {@code GET /-/count} tells how many requests it has answered (itself and gRPC's reflection
 * not counted).
 */
public final class DemoTarget implements AutoCloseable {
    private final EventLoopGroup loops = new NioEventLoopGroup(2);
    private final AccessLog log;
    private final Channel channel;

    private DemoTarget(DemoOptions options) throws InterruptedException {
        this.log = new AccessLog(options.accessLog().orElse(null));
        this.channel = bind(options);
    }

    /**
     * Starts it.
     *
     * @throws java.io.UncheckedIOException when the access log cannot be written or the port is taken
     */
    public static DemoTarget start(DemoOptions options) {
        try {
            return new DemoTarget(options);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the demo target started", e);
        }
    }

    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** How many requests were answered, {@code /-/count} not counted. */
    public long answered() {
        return log.answered();
    }

    /** Returns when the target is closed. */
    public void await() throws InterruptedException {
        channel.closeFuture().await();
    }

    private Channel bind(DemoOptions options) throws InterruptedException {
        DemoHandler handler = new DemoHandler(options, log);
        ServerBootstrap server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        connection.pipeline().addLast(new EitherVersion(handler));
                    }
                });
        ChannelFuture bound = server.bind(options.host(), options.port()).await();
        if (!bound.isSuccess()) {
            var _ = loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new UncheckedIOException(new IOException(
                    "cannot listen on %s:%d: %s"
                            .formatted(
                                    options.host(),
                                    options.port(),
                                    bound.cause().getMessage()),
                    bound.cause()));
        }
        return bound.channel();
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        log.close();
    }
}
