package dev.throng.runner.cluster.protocol;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Makes gRPC channels to one master, with the run's token on every call. */
public final class Channels {
    public static final int LARGEST_MESSAGE = 64 << 20;
    private static final int CONNECT_MILLIS = 3_000;

    private final String host;
    private final int port;
    private final Token token;
    private final Optional<SslContext> tls;

    /** @throws SSLException when the certificates can't be used */
    public Channels(String host, int port, Token token, Optional<Tls> tls) throws SSLException {
        this.host = host;
        this.port = port;
        this.token = token;
        this.tls = tls.isPresent() ? Optional.of(tls.get().client()) : Optional.empty();
    }

    public ManagedChannel open() {
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(host, port)
                .eventLoopGroup(GrpcThreads.GROUP)
                .channelType(NioSocketChannel.class)
                .directExecutor()
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS)
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .disableRetry()
                .intercept(TokenHeader.added(token));
        tls.ifPresentOrElse(builder::sslContext, builder::usePlaintext);
        return builder.build();
    }
}
