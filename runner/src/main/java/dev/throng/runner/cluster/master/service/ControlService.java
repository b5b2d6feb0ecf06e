package dev.throng.runner.cluster.master.service;

import com.google.protobuf.ByteString;
import dev.throng.runner.cluster.master.Master;
import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.cluster.wire.ControlGrpc;
import dev.throng.runner.cluster.wire.ControlProto;
import dev.throng.runner.cluster.wire.ControlProto.Progress;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultJson;
import dev.throng.runner.report.ResultStore;
import dev.throng.runner.stats.total.Live;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a run is followed and steered from outside. */
public final class ControlService extends ControlGrpc.ControlImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(ControlService.class);
    private static final int PART = 256 << 10;

    private final String runId;
    private final Master master;
    private final Executor elsewhere;
    private final Set<ServerCallStreamObserver<Progress>> watchers = ConcurrentHashMap.newKeySet();
    private volatile Optional<ResultStore> store = Optional.empty();
    private final CompletableFuture<Void> stored = new CompletableFuture<>();

    /** @param elsewhere where a result may be written, which takes a while */
    public ControlService(String runId, Master master, Executor elsewhere) {
        this.runId = runId;
        this.master = master;
        this.elsewhere = elsewhere;
        master.onTick(this::show);
    }

    /** Completes when somebody has said that the result is kept elsewhere. */
    public CompletableFuture<Void> stored() {
        return stored;
    }

    @Override
    public void watch(ControlProto.WatchRequest request, StreamObserver<Progress> responses) {
        ServerCallStreamObserver<Progress> watcher = (ServerCallStreamObserver<Progress>) responses;
        watcher.setOnCancelHandler(() -> watchers.remove(watcher));
        master.execute(() -> {
            Live live = master.live();
            watcher.onNext(ProgressWriter.write(runId, live, master.awaited()));
            if (live.state() == Live.State.STOPPED) {
                watcher.onCompleted();
            } else {
                watchers.add(watcher);
            }
        });
    }

    /** On the master's loop. A watcher that does not keep up misses states. */
    private void show(Live live) {
        if (watchers.isEmpty()) {
            return;
        }
        Progress progress = ProgressWriter.write(runId, live, master.awaited());
        boolean last = live.state() == Live.State.STOPPED;
        for (ServerCallStreamObserver<Progress> watcher : watchers) {
            if (!watcher.isCancelled() && (last || watcher.isReady())) {
                watcher.onNext(progress);
            }
            if (last && watchers.remove(watcher)) {
                watcher.onCompleted();
            }
        }
    }

    @Override
    public void stop(ControlProto.StopRequest request, StreamObserver<ControlProto.StopReply> responses) {
        LOG.info("asked to stop: {}", request.getMessage());
        master.stop(Orders.Reason.USER, request.getMessage());
        answer(responses, ControlProto.StopReply.getDefaultInstance());
    }

    @Override
    public void fetchResult(
            ControlProto.FetchResultRequest request, StreamObserver<ControlProto.ResultPart> responses) {
        var unused = master.result()
                .whenCompleteAsync(
                        (result, failure) -> {
                            if (failure != null) {
                                fail(responses, failure);
                            } else {
                                send(result, responses);
                            }
                        },
                        elsewhere);
    }

    private static void send(Result result, StreamObserver<ControlProto.ResultPart> responses) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try {
            ResultJson.write(result, json);
        } catch (IOException failure) {
            fail(responses, failure);
            return;
        }
        byte[] all = json.toByteArray();
        for (int from = 0; from < all.length; from += PART) {
            responses.onNext(ControlProto.ResultPart.newBuilder()
                    .setJson(ByteString.copyFrom(all, from, Math.min(PART, all.length - from)))
                    .build());
        }
        responses.onCompleted();
    }

    private static void fail(StreamObserver<?> responses, Throwable failure) {
        responses.onError(Status.INTERNAL
                .withDescription("there is no result: " + failure)
                .withCause(failure)
                .asRuntimeException());
    }

    /** Where {@link #keep} keeps results; nowhere before. */
    public void store(ResultStore store) {
        this.store = Optional.of(store);
    }

    @Override
    public void keep(ControlProto.KeepRequest request, StreamObserver<ControlProto.KeepReply> responses) {
        if (store.isEmpty() || !master.result().isDone()) {
            responses.onError(Status.FAILED_PRECONDITION
                    .withDescription(store.isEmpty() ? "there is no place to keep it" : "the run has not ended")
                    .asRuntimeException());
            return;
        }
        var unused = master.result().thenAcceptAsync(result -> keep(store.get(), result, responses), elsewhere);
    }

    private static void keep(ResultStore store, Result result, StreamObserver<ControlProto.KeepReply> responses) {
        try {
            ResultStore.Stored kept = store.keep(result);
            answer(
                    responses,
                    ControlProto.KeepReply.newBuilder()
                            .setLocation(kept.location())
                            .setBytes(kept.bytes())
                            .build());
        } catch (IOException | RuntimeException e) {
            LOG.warn("the result was not kept: {}", e.getMessage());
            responses.onError(Status.FAILED_PRECONDITION
                    .withDescription(String.valueOf(e.getMessage()))
                    .withCause(e)
                    .asRuntimeException());
        }
    }

    @Override
    public void confirmStored(
            ControlProto.ConfirmStoredRequest request, StreamObserver<ControlProto.ConfirmStoredReply> responses) {
        if (!request.getRunId().equals(runId)) {
            responses.onError(Status.FAILED_PRECONDITION
                    .withDescription("this is run " + runId + ", not " + request.getRunId())
                    .asRuntimeException());
        } else if (!master.result().isDone()) {
            responses.onError(Status.FAILED_PRECONDITION
                    .withDescription("the run has not ended")
                    .asRuntimeException());
        } else {
            stored.complete(null);
            answer(responses, ControlProto.ConfirmStoredReply.getDefaultInstance());
        }
    }

    private static <T> void answer(StreamObserver<T> responses, T reply) {
        responses.onNext(reply);
        responses.onCompleted();
    }
}
