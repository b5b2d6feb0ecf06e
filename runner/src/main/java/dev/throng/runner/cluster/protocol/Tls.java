package dev.throng.runner.cluster.protocol;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Certificates for the connections of a run, PEM files. Whoever uses TLS verifies: a worker checks the master's
 * certificate and name; a master that has an authority lets in only those with a certificate of it.
 *
 * @param certificate own certificate and what it was issued by; needed by a master
 * @param key its private key
 * @param authority whom to trust instead of the system's authorities
 */
public record Tls(Optional<Path> certificate, Optional<Path> key, Optional<Path> authority) {
    public Tls {
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("a certificate and its key belong together");
        }
    }

    /** @throws SSLException when a file can't be used; says which */
    public SslContext server() throws SSLException {
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new SSLException("a master that uses TLS needs a certificate and its key");
        }
        SslContextBuilder builder = usable(() -> SslContextBuilder.forServer(
                certificate.get().toFile(), key.get().toFile()));
        if (authority.isPresent()) {
            Path trusted = authority.get();
            usable(() -> builder.trustManager(trusted.toFile()).clientAuth(ClientAuth.REQUIRE));
        }
        return GrpcSslContexts.configure(builder).build();
    }

    /** @throws SSLException when a file can't be used; says which */
    SslContext client() throws SSLException {
        SslContextBuilder builder = GrpcSslContexts.forClient();
        if (authority.isPresent()) {
            Path trusted = authority.get();
            usable(() -> builder.trustManager(trusted.toFile()));
        }
        if (certificate.isPresent() && key.isPresent()) {
            Path own = certificate.get();
            Path secret = key.get();
            usable(() -> builder.keyManager(own.toFile(), secret.toFile()));
        }
        return builder.build();
    }

    private SslContextBuilder usable(java.util.function.Supplier<SslContextBuilder> step) throws SSLException {
        try {
            return step.get();
        } catch (IllegalArgumentException unusable) {
            throw new SSLException(unusable.getMessage(), unusable);
        }
    }
}
