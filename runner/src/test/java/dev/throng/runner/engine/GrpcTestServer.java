package dev.throng.runner.engine;

import com.google.protobuf.ByteString;
import io.grpc.BindableService;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.stub.StreamObserver;
import io.grpc.testing.protobuf.SimpleRequest;
import io.grpc.testing.protobuf.SimpleResponse;
import io.grpc.testing.protobuf.SimpleServiceGrpc;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A server of grpc-java's, which counts calls of SimpleService by method and remembers metadata. A message that begins with a status'
 * name is answered with that status.
 */
final class GrpcTestServer implements AutoCloseable {
    static final String REFUSES = "the server's own words: ä";

    private final Server server;
    private final boolean tls;
    private final Map<String, AtomicLong> calls = new ConcurrentHashMap<>();
    final Queue<String> traces = new ConcurrentLinkedQueue<>();
    /** Numbers of messages of whole conversations. */
    final Queue<Integer> waves = new ConcurrentLinkedQueue<>();

    final Queue<String> messages = new ConcurrentLinkedQueue<>();

    GrpcTestServer(boolean reflection) {
        this(reflection, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    GrpcTestServer(boolean reflection, InetSocketAddress at) {
        this(at, null, reflection ? ProtoReflectionServiceV1.newInstance() : null);
    }

    /**
     * @param identity with which it speaks TLS
     * @param reflection what tells of its services
     */
    GrpcTestServer(InetSocketAddress at, @Nullable KeyManagerFactory identity, @Nullable BindableService reflection) {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(at)
                .addService(ServerInterceptors.intercept(new Simple(), new Counting()));
        if (reflection != null) {
            builder.addService(reflection);
        }
        tls = identity != null;
        try {
            if (identity != null) {
                builder.sslContext(GrpcSslContexts.configure(SslContextBuilder.forServer(identity), SslProvider.JDK)
                        .build());
            }
            server = builder.build().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + server.getPort());
    }

    int port() {
        return server.getPort();
    }

    /** Counts and remembers from here on. */
    void forget() {
        calls.clear();
        traces.clear();
        waves.clear();
    }

    /** How often a method was called. */
    long calls(String method) {
        AtomicLong count = calls.get(method);
        return count == null ? 0 : count.get();
    }

    long calls() {
        return calls.values().stream().mapToLong(AtomicLong::get).sum();
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            boolean unused = server.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Counting implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            String method = String.valueOf(call.getMethodDescriptor().getBareMethodName());
            calls.computeIfAbsent(method, unused -> new AtomicLong()).incrementAndGet();
            String trace = headers.get(Metadata.Key.of("x-trace", Metadata.ASCII_STRING_MARSHALLER));
            if (trace != null) {
                traces.add(trace);
            }
            return next.startCall(
                    new SimpleForwardingServerCall<>(call) {
                        @Override
                        public void close(Status status, Metadata trailers) {
                            trailers.put(Metadata.Key.of("x-behind", Metadata.ASCII_STRING_MARSHALLER), "trailer");
                            super.close(status, trailers);
                        }
                    },
                    headers);
        }
    }

    private final class Simple extends SimpleServiceGrpc.SimpleServiceImplBase {
        @Override
        public void unaryRpc(SimpleRequest request, StreamObserver<SimpleResponse> out) {
            String text = request.getRequestMessage();
            messages.add(text);
            switch (text) {
                case "never" -> {}
                case "NOT_FOUND" ->
                    out.onError(Status.NOT_FOUND.withDescription(REFUSES).asRuntimeException());
                default -> {
                    out.onNext(answer("echo " + text));
                    out.onCompleted();
                }
            }
        }

        @Override
        public StreamObserver<SimpleRequest> clientStreamingRpc(StreamObserver<SimpleResponse> out) {
            StringBuilder all = new StringBuilder();
            return new Taking(out) {
                @Override
                public void onNext(SimpleRequest message) {
                    all.append(message.getRequestMessage());
                }

                @Override
                public void onCompleted() {
                    out.onNext(answer(all.toString()));
                    out.onCompleted();
                }
            };
        }

        @Override
        public void serverStreamingRpc(SimpleRequest request, StreamObserver<SimpleResponse> out) {
            int number = Integer.parseInt(request.getRequestMessage());
            for (int i = 0; i < number; i++) {
                out.onNext(answer("part " + i));
            }
            out.onCompleted();
        }

        @Override
        public StreamObserver<SimpleRequest> bidiStreamingRpc(StreamObserver<SimpleResponse> out) {
            return new Taking(out) {
                private int number;

                @Override
                public void onNext(SimpleRequest message) {
                    number++;
                    out.onNext(answer("echo " + message.getRequestMessage()));
                }

                @Override
                public void onCompleted() {
                    waves.add(number);
                    out.onCompleted();
                }
            };
        }
    }

    private static SimpleResponse answer(String text) {
        return SimpleResponse.newBuilder()
                .setResponseMessageBytes(ByteString.copyFromUtf8(text))
                .build();
    }

    private abstract static class Taking implements StreamObserver<SimpleRequest> {
        private final StreamObserver<SimpleResponse> out;

        Taking(StreamObserver<SimpleResponse> out) {
            this.out = out;
        }

        @Override
        public void onError(Throwable gone) {
            out.onError(gone);
        }
    }
}
