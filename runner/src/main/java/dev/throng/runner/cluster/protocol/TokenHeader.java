package dev.throng.runner.cluster.protocol;

import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The token in the metadata of every call: put there by clients, looked at by the server before anything else. */
public final class TokenHeader {
    private static final Logger LOG = LoggerFactory.getLogger(TokenHeader.class);
    private static final String SCHEME = "Bearer ";
    private static final int MOST_LOGGED = 1000;
    private static final Metadata.Key<String> HEADER =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private TokenHeader() {}

    static ClientInterceptor added(Token token) {
        Metadata headers = new Metadata();
        headers.put(HEADER, SCHEME + token.text());
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }

    public static ServerInterceptor required(Token token) {
        return new Check(token);
    }

    private static final class Check implements ServerInterceptor {
        private final Token token;
        private final Set<String> logged = ConcurrentHashMap.newKeySet();

        private Check(Token token) {
            this.token = token;
        }

        @Override
        public <A, B> ServerCall.Listener<A> interceptCall(
                ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
            String header = headers.get(HEADER);
            if (header != null && header.startsWith(SCHEME) && token.matches(header.substring(SCHEME.length()))) {
                return next.startCall(call, headers);
            }
            logOnce(header, String.valueOf(call.getAttributes().get(io.grpc.Grpc.TRANSPORT_ATTR_REMOTE_ADDR)));
            call.close(Status.UNAUTHENTICATED.withDescription("the run's token is missing or wrong"), new Metadata());
            return new ServerCall.Listener<>() {};
        }

        /** Once for each host, and not for ever. */
        private void logOnce(@Nullable String header, String peer) {
            String host = peer.substring(0, Math.max(0, peer.lastIndexOf(':')));
            if (logged.size() < MOST_LOGGED && logged.add(host)) {
                LOG.warn("refused {}: its token is {}", peer, header == null ? "missing" : "wrong");
            }
        }
    }
}
