package dev.throng.runner.grpc.proto;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/** Asks a server's reflection: one question a call, which on the wire is a conversation of one message. For one thread. */
final class ReflectionCall {
    private static final long MOST_SECONDS = 20;

    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    };

    private final Channel channel;
    private boolean older;

    ReflectionCall(Channel channel) {
        this.channel = channel;
    }

    /** @throws StatusRuntimeException when there is no answer */
    byte[] ask(byte[] question) {
        try {
            return once(question);
        } catch (StatusRuntimeException refused) {
            if (older || refused.getStatus().getCode() != Status.Code.UNIMPLEMENTED) {
                throw refused;
            }
            older = true;
            return once(question);
        }
    }

    private byte[] once(byte[] question) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(MOST_SECONDS, TimeUnit.SECONDS);
        Iterator<byte[]> answers = ClientCalls.blockingServerStreamingCall(channel, method(), options, question);
        byte[] answer = answers.hasNext() ? answers.next() : new byte[0];
        while (answers.hasNext()) {
            byte[] unused = answers.next();
        }
        return answer;
    }

    private MethodDescriptor<byte[], byte[]> method() {
        String service = "grpc.reflection." + (older ? "v1alpha" : "v1") + ".ServerReflection";
        return MethodDescriptor.newBuilder(BYTES, BYTES)
                .setType(MethodDescriptor.MethodType.SERVER_STREAMING)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(service, "ServerReflectionInfo"))
                .build();
    }
}
