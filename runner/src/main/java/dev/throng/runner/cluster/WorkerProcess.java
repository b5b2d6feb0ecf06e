package dev.throng.runner.cluster;

import dev.throng.runner.cluster.protocol.Channels;
import dev.throng.runner.cluster.protocol.ThreadLoop;
import dev.throng.runner.cluster.protocol.Tls;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.Token;
import dev.throng.runner.cluster.protocol.WorkerId;
import dev.throng.runner.cluster.worker.GrpcDialer;
import dev.throng.runner.cluster.worker.Worker;
import dev.throng.runner.cluster.worker.WorkerEnvironment;
import dev.throng.runner.cluster.worker.WorkerExit;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The worker's role: executes its part of whatever run its master has. */
public final class WorkerProcess {
    private final Worker worker;

    /**
     * @param host of the master
     * @param name place in the run; unique among its workers
     * @param weight how much of the load it takes relative to the others; the number of processors is a good measure
     * @param runId the run it belongs to; any when empty
     * @param patience how long it looks for a master when it has nothing else to do, or waits for one to hand over to
     */
    public record Options(
            String host,
            int port,
            String name,
            int weight,
            Optional<String> runId,
            Token token,
            Optional<Tls> tls,
            Duration patience) {}

    private WorkerProcess(Worker worker) {
        this.worker = worker;
    }

    /**
     * Starts to look for the master, and returns at once.
     *
     * @throws IOException when the certificates can't be used
     */
    public static WorkerProcess start(Options options, WorkerEnvironment environment) throws IOException {
        return start(options, environment, notice -> {});
    }

    /** @param notices is told for people what becomes of the worker: that it takes part, lost its master, is back */
    public static WorkerProcess start(Options options, WorkerEnvironment environment, Consumer<String> notices)
            throws IOException {
        ThreadLoop loop = new ThreadLoop("throng-worker");
        Channels channels = new Channels(options.host(), options.port(), options.token(), options.tls());
        Worker worker = new Worker(
                loop,
                new GrpcDialer(loop, channels),
                new SplittableRandom(),
                new Worker.Settings(
                        WorkerId.fresh(options.name()),
                        ToMaster.Kind.WORKER,
                        options.weight(),
                        options.runId(),
                        options.patience().toNanos()),
                environment);
        worker.onNotice(notices);
        worker.start();
        return new WorkerProcess(worker);
    }

    /** Completes when it has nothing left to do. */
    public CompletableFuture<WorkerExit> done() {
        return worker.done();
    }

    /** It is told to go (SIGTERM): it ends its part gracefully, hands over, and is {@link #done} when that is safe. */
    public void leave(String reason) {
        worker.leave(reason);
    }
}
