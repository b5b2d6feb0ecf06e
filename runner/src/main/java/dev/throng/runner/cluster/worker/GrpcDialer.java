package dev.throng.runner.cluster.worker;

import dev.throng.runner.cluster.protocol.Channels;
import dev.throng.runner.cluster.protocol.Loop;
import dev.throng.runner.cluster.protocol.MasterWire;
import dev.throng.runner.cluster.protocol.Refusal;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.ToWorker;
import dev.throng.runner.cluster.protocol.WorkerWire;
import dev.throng.runner.cluster.wire.WorkersGrpc;
import dev.throng.runner.cluster.wire.WorkersProto.MasterMessage;
import dev.throng.runner.cluster.wire.WorkersProto.WorkerMessage;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/** Reaches a master over gRPC: one channel for one stream, so that the pauses between attempts are the worker's own. */
public final class GrpcDialer implements Dialer {
    private final Loop loop;
    private final Channels channels;

    public GrpcDialer(Loop loop, Channels channels) {
        this.loop = loop;
        this.channels = channels;
    }

    @Override
    public void dial(Listener listener) {
        Connection connection = new Connection(channels.open(), listener);
        connection.start();
        loop.execute(() -> listener.opened(connection));
    }

    /** What comes is translated on gRPC's thread and told on the loop; what goes is translated on the loop. */
    private final class Connection implements Uplink, StreamObserver<MasterMessage> {
        private final ManagedChannel channel;
        private final Listener listener;
        private final MasterWire incoming = new MasterWire();
        private final WorkerWire outgoing = new WorkerWire();
        private @Nullable StreamObserver<WorkerMessage> requests;
        private boolean closed;

        private Connection(ManagedChannel channel, Listener listener) {
            this.channel = channel;
            this.listener = listener;
        }

        private void start() {
            requests = WorkersGrpc.newStub(channel).work(this);
        }

        @Override
        public void send(ToMaster message) {
            if (!closed && requests != null) {
                requests.onNext(outgoing.write(message));
            }
        }

        @Override
        public void close() {
            closed = true;
            channel.shutdownNow();
        }

        @Override
        public void onNext(MasterMessage message) {
            ToWorker read = incoming.read(message);
            loop.execute(() -> listener.received(read));
        }

        @Override
        public void onError(Throwable failure) {
            Status status = Status.fromThrowable(failure);
            if (status.getCode() == Status.Code.UNAUTHENTICATED) {
                String reason = String.valueOf(status.getDescription());
                loop.execute(() -> listener.received(new ToWorker.Refused(Refusal.TOKEN, reason)));
            }
            ended(said(status));
        }

        @Override
        public void onCompleted() {
            ended("the master closed the connection");
        }

        private void ended(String reason) {
            loop.execute(() -> {
                close();
                listener.closed(reason);
            });
        }
    }

    private static String said(Status status) {
        String cause = status.getCause() == null ? "" : ": " + status.getCause().getMessage();
        String description = status.getDescription() == null ? "" : ": " + status.getDescription();
        return status.getCode() + description + cause;
    }
}
