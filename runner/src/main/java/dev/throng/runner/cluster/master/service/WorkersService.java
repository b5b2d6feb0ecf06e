package dev.throng.runner.cluster.master.service;

import dev.throng.runner.cluster.master.MasterEndpoint;
import dev.throng.runner.cluster.master.session.Downlink;
import dev.throng.runner.cluster.protocol.Loop;
import dev.throng.runner.cluster.protocol.MasterWire;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.ToWorker;
import dev.throng.runner.cluster.protocol.WorkerWire;
import dev.throng.runner.cluster.wire.WorkersGrpc;
import dev.throng.runner.cluster.wire.WorkersProto.MasterMessage;
import dev.throng.runner.cluster.wire.WorkersProto.WorkerMessage;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** The service that workers connect to: translates on gRPC's thread, and hands on to the master's loop. */
public final class WorkersService extends WorkersGrpc.WorkersImplBase {
    private final Loop loop;
    private final MasterEndpoint endpoint;

    public WorkersService(Loop loop, MasterEndpoint endpoint) {
        this.loop = loop;
        this.endpoint = endpoint;
    }

    @Override
    public StreamObserver<WorkerMessage> work(StreamObserver<MasterMessage> responses) {
        return new Connection((ServerCallStreamObserver<MasterMessage>) responses);
    }

    private final class Connection implements Downlink, StreamObserver<WorkerMessage> {
        private final ServerCallStreamObserver<MasterMessage> responses;
        private final WorkerWire incoming = new WorkerWire();
        private final MasterWire outgoing = new MasterWire();
        private boolean closed;

        private Connection(ServerCallStreamObserver<MasterMessage> responses) {
            this.responses = responses;
            responses.setOnCancelHandler(this::gone);
        }

        @Override
        public void send(ToWorker message) {
            if (!closed && !responses.isCancelled()) {
                responses.onNext(outgoing.write(message));
            }
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                responses.onCompleted();
            }
        }

        @Override
        public void onNext(WorkerMessage message) {
            ToMaster read;
            try {
                read = incoming.read(message);
            } catch (IllegalArgumentException | IndexOutOfBoundsException nonsense) {
                loop.execute(() -> reject(nonsense));
                return;
            }
            loop.execute(() -> endpoint.received(this, read));
        }

        private void reject(RuntimeException nonsense) {
            if (!closed) {
                closed = true;
                responses.onError(Status.INVALID_ARGUMENT
                        .withDescription(nonsense.getMessage())
                        .asRuntimeException());
                endpoint.closed(this);
            }
        }

        @Override
        public void onError(Throwable failure) {
            gone();
        }

        @Override
        public void onCompleted() {
            loop.execute(this::close);
            gone();
        }

        private void gone() {
            loop.execute(() -> {
                closed = true;
                endpoint.closed(this);
            });
        }
    }
}
