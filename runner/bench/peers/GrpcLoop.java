import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** grpc-java's own client in a loop: each answer is followed by the next call. Arguments: port, channels, calls at a time on each. */
final class GrpcLoop {
    private static final byte[] MESSAGE = {10, 2, 'h', 'i'};

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

    private static final MethodDescriptor<byte[], byte[]> SAY = MethodDescriptor.newBuilder(BYTES, BYTES)
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("bench.Talk/Say")
            .build();

    private GrpcLoop() {}

    public static void main(String[] arguments) throws InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                    .usePlaintext()
                    .directExecutor()
                    .build();
            for (int j = 0; j < Integer.parseInt(arguments[2]); j++) {
                next(channel);
            }
        }
        Thread.currentThread().join();
    }

    private static void next(ManagedChannel channel) {
        ClientCalls.asyncUnaryCall(channel.newCall(SAY, CallOptions.DEFAULT), MESSAGE, new StreamObserver<>() {
            @Override
            public void onNext(byte[] answer) {}

            @Override
            public void onError(Throwable problem) {
                System.err.println(problem);
                System.exit(1);
            }

            @Override
            public void onCompleted() {
                next(channel);
            }
        });
    }
}
