package dev.throng.runner.cluster;

import dev.throng.runner.cluster.wire.WorkersGrpc;
import dev.throng.runner.cluster.wire.WorkersProto.MasterMessage;
import dev.throng.runner.cluster.wire.WorkersProto.WorkerMessage;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** The workers' door: translates on gRPC's thread, and hands on to the master's loop. */
final class WorkersService extends WorkersGrpc.WorkersImplBase {
    private final Loop loop;
    private final Reception reception;

    WorkersService(Loop loop, Reception reception) {
        this.loop = loop;
        this.reception = reception;
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
            loop.execute(() -> reception.received(this, read));
        }

        private void reject(RuntimeException nonsense) {
            if (!closed) {
                closed = true;
                responses.onError(Status.INVALID_ARGUMENT
                        .withDescription(nonsense.getMessage())
                        .asRuntimeException());
                reception.closed(this);
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
                reception.closed(this);
            });
        }
    }
}
