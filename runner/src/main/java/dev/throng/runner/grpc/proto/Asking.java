package dev.throng.runner.grpc.proto;

import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * Where and how a server is asked what it offers.
 *
 * @param target base URL
 * @param place where its host is, instead of what its name resolves to
 * @param caPem authorities in PEM instead of the system's
 * @param trustsAll whether any certificate will do
 * @param serverName that its certificate must be for, instead of the host
 */
public record Asking(
        URI target, Optional<String> place, Optional<String> caPem, boolean trustsAll, Optional<String> serverName) {
    private static final int MOST_BYTES = 64 << 20;
    private static final Duration PAUSE = Duration.ofMillis(500);

    /**
     * Blocks until the server has answered.
     *
     * @param patience how long one that can't be reached is asked again
     * @param say told once that it is waited for
     */
    public Definitions ask(Map<String, String> metadata, Duration patience, Consumer<String> say)
            throws DefinitionException {
        long end = System.nanoTime() + patience.toNanos();
        boolean said = false;
        while (true) {
            try {
                return ask(metadata);
            } catch (DefinitionException absent) {
                if (!absent.mayPass() || System.nanoTime() - end >= 0) {
                    throw absent;
                }
                if (!said) {
                    say.accept("waiting for the target " + target.getScheme() + "://" + target.getHost()
                            + (target.getPort() > 0 ? ":" + target.getPort() : "")
                            + " to say what it offers: " + absent.getMessage());
                    said = true;
                }
                pause(absent);
            }
        }
    }

    private static void pause(DefinitionException absent) throws DefinitionException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw absent;
        }
    }

    private Definitions ask(Map<String, String> metadata) throws DefinitionException {
        ManagedChannel channel = channel();
        try {
            return Reflection.read(channel, metadata);
        } finally {
            channel.shutdownNow();
            try {
                boolean unused = channel.awaitTermination(2, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private ManagedChannel channel() throws DefinitionException {
        boolean tls = "https".equalsIgnoreCase(target.getScheme());
        int port = target.getPort() > 0 ? target.getPort() : tls ? 443 : 80;
        String host = target.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        NettyChannelBuilder builder =
                NettyChannelBuilder.forAddress(place.orElse(bare), port).maxInboundMessageSize(MOST_BYTES);
        if (place.isPresent()) {
            builder.overrideAuthority(host + ":" + port);
        }
        if (!tls) {
            return builder.usePlaintext().build();
        }
        serverName.ifPresent(builder::overrideAuthority);
        try {
            SslContextBuilder trust = GrpcSslContexts.forClient();
            if (trustsAll) {
                trust.trustManager(InsecureTrustManagerFactory.INSTANCE);
                trust.endpointIdentificationAlgorithm(null);
            } else if (caPem.isPresent()) {
                trust.trustManager(new ByteArrayInputStream(caPem.get().getBytes(StandardCharsets.US_ASCII)));
            }
            return builder.sslContext(trust.build()).build();
        } catch (SSLException wrong) {
            throw new DefinitionException("TLS can't be set up: " + wrong.getMessage());
        }
    }
}
