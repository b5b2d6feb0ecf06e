package dev.throng.runner.cluster.protocol;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The one thread that gRPC's sockets of this process are served by, and messages are translated on. It never blocks, and
 * a master with a thousand workers keeps it half busy.
 */
public final class GrpcThreads {
    public static final EventLoopGroup GROUP = new NioEventLoopGroup(1, new DefaultThreadFactory("throng-grpc", true));

    private GrpcThreads() {}
}
