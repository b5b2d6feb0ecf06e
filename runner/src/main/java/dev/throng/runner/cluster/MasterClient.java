package dev.throng.runner.cluster;

import dev.throng.runner.cluster.protocol.Channels;
import dev.throng.runner.cluster.protocol.Tls;
import dev.throng.runner.cluster.protocol.Token;
import dev.throng.runner.cluster.wire.ControlGrpc;
import dev.throng.runner.cluster.wire.ControlProto;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultJson;
import dev.throng.runner.report.ResultStore;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Follows and steers a run from outside, through its master. Safe for all threads; close it when done.
 *
 * <p>Calls fail with {@link MasterAway} when the master can't be reached, which time may cure, and with
 * {@link MasterRefused} when it does not want them, which time does not.
 */
public final class MasterClient implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final ManagedChannel channel;

    private MasterClient(ManagedChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects on the first call.
     *
     * @throws IOException when the certificates can't be used
     */
    public static MasterClient of(String host, int port, Token token, Optional<Tls> tls) throws IOException {
        return new MasterClient(new Channels(host, port, token, tls).open());
    }

    /** The master can't be reached, or went in the middle of the answer: try again later. */
    public static final class MasterAway extends RuntimeException {
        private static final long serialVersionUID = 1;

        MasterAway(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The master says no: wrong token, wrong run, or too early. */
    public static final class MasterRefused extends RuntimeException {
        private static final long serialVersionUID = 1;

        MasterRefused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Hears how a run stands; called on a thread of gRPC's, which it must not block. */
    public interface Watcher {
        void progress(RunProgress progress);

        /** @param failure why there is nothing more to hear; empty after the run's last state */
        void ended(Optional<RuntimeException> failure);
    }

    /** Ends a watch. */
    @FunctionalInterface
    public interface Watch {
        void cancel();
    }

    /** Is told how the run stands, at once and then once a second. Returns at once. */
    public Watch watch(Watcher watcher) {
        io.grpc.Context.CancellableContext context = io.grpc.Context.ROOT.withCancellation();
        context.run(() -> ControlGrpc.newStub(channel)
                .watch(ControlProto.WatchRequest.getDefaultInstance(), new Watching(watcher)));
        return () -> context.cancel(null);
    }

    private static final class Watching implements StreamObserver<ControlProto.Progress> {
        private final Watcher watcher;

        private Watching(Watcher watcher) {
            this.watcher = watcher;
        }

        @Override
        public void onNext(ControlProto.Progress progress) {
            watcher.progress(ProgressReader.read(progress));
        }

        @Override
        public void onError(Throwable failure) {
            watcher.ended(Optional.of(explained(Status.fromThrowable(failure), failure)));
        }

        @Override
        public void onCompleted() {
            watcher.ended(Optional.empty());
        }
    }

    /** Ends the run gracefully; what was measured is kept. */
    public void stop(String message) {
        call(() -> stub(ANSWER)
                .stop(ControlProto.StopRequest.newBuilder().setMessage(message).build()));
    }

    /** The result; waits for the run's end, at most so long. */
    public Result result(Duration patience) {
        byte[] json = resultJson(patience);
        try {
            return ResultJson.read(new ByteArrayInputStream(json));
        } catch (IOException unreadable) {
            throw new MasterRefused("the master's result can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** The result as the master writes it; waits for the run's end, at most so long. */
    public byte[] resultJson(Duration patience) {
        return call(() -> {
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            stub(patience)
                    .fetchResult(ControlProto.FetchResultRequest.getDefaultInstance())
                    .forEachRemaining(part -> json.writeBytes(part.getJson().toByteArray()));
            return json.toByteArray();
        });
    }

    /** Keeps the result where the LoadTest says; waits for it, at most so long. Asking twice is as good as asking once. */
    public ResultStore.Stored keep(Duration patience) {
        ControlProto.KeepReply reply = call(() -> stub(patience).keep(ControlProto.KeepRequest.getDefaultInstance()));
        return new ResultStore.Stored(reply.getLocation(), reply.getBytes());
    }

    /** Says that the result of this run is kept elsewhere: the master and its workers may go. */
    public void confirmStored(String runId) {
        call(() -> stub(ANSWER)
                .confirmStored(ControlProto.ConfirmStoredRequest.newBuilder()
                        .setRunId(runId)
                        .build()));
    }

    private ControlGrpc.ControlBlockingStub stub(Duration patience) {
        return ControlGrpc.newBlockingStub(channel).withDeadlineAfter(patience);
    }

    private static <T> T call(java.util.function.Supplier<T> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException failure) {
            throw explained(failure.getStatus(), failure);
        }
    }

    private static RuntimeException explained(Status status, Throwable failure) {
        String message = status.getCode() + (status.getDescription() == null ? "" : ": " + status.getDescription());
        return switch (status.getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, ABORTED, UNKNOWN, INTERNAL ->
                new MasterAway(message, failure);
            case OK,
                    INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    RESOURCE_EXHAUSTED,
                    FAILED_PRECONDITION,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    DATA_LOSS,
                    UNAUTHENTICATED -> new MasterRefused(message, failure);
        };
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
