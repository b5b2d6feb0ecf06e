package dev.throng.runner.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throng.runner.cluster.protocol.Channels;
import dev.throng.runner.cluster.protocol.Protocol;
import dev.throng.runner.cluster.protocol.Refusal;
import dev.throng.runner.cluster.protocol.ThreadLoop;
import dev.throng.runner.cluster.protocol.Tls;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.Token;
import dev.throng.runner.cluster.protocol.WorkerId;
import dev.throng.runner.cluster.protocol.WorkerWire;
import dev.throng.runner.cluster.wire.WorkersGrpc;
import dev.throng.runner.cluster.wire.WorkersProto;
import dev.throng.runner.cluster.worker.WorkerEnvironment;
import dev.throng.runner.cluster.worker.WorkerExit;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.About;
import dev.throng.runner.report.Earlier;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultStore;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.verdict.End;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Master and workers over real gRPC on loopback, in one process. */
class GrpcTest {
    private static final Token TOKEN = Token.random();
    private static final Optional<Tls> PLAIN = Optional.empty();

    private final AtomicLong served = new AtomicLong();
    private final List<MasterServer> masters = new ArrayList<>();

    private MasterServer master(Plan plan, int workers, Optional<Tls> tls) throws Exception {
        MasterServer master = MasterServer.start(
                plan,
                "the plan",
                about(),
                new MasterServer.Options(
                        new InetSocketAddress("127.0.0.1", 0), workers, Duration.ofSeconds(20), TOKEN, tls));
        masters.add(master);
        return master;
    }

    private static About about() {
        return new About("run-1", "test", "", "", new Result.Environment("", "", "", 1, 0, "", ""), Earlier.NONE);
    }

    private WorkerProcess worker(MasterServer master, String name, Plan plan, Token token, Optional<Tls> tls)
            throws Exception {
        return worker(master, name, "run-1", plan, token, tls);
    }

    private WorkerProcess worker(
            MasterServer master, String name, String run, Plan plan, Token token, Optional<Tls> tls) throws Exception {
        return WorkerProcess.start(
                new WorkerProcess.Options(
                        "127.0.0.1",
                        master.address().getPort(),
                        name,
                        1,
                        Optional.of(run),
                        token,
                        tls,
                        Duration.ofSeconds(3)),
                new WorkerEnvironment(
                        text -> plan,
                        same -> new FakeEngine(new ThreadLoop("fake-engine"), instant -> served.incrementAndGet())));
    }

    @AfterEach
    void closeAll() {
        masters.forEach(MasterServer::close);
    }

    @Test
    void threeWorkersMakeOneResultAndGoWhenTheyAreDismissed() throws Exception {
        Plan plan = Plans.constant(30, 2);
        MasterServer master = master(plan, 3, PLAIN);
        List<WorkerProcess> workers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            workers.add(worker(master, "worker-" + i, plan, TOKEN, PLAIN));
        }
        Result result = master.run().result().get(30, SECONDS);
        assertThat(result.end()).isEqualTo(End.COMPLETE);
        assertThat(result.total().requests()).isPositive().isEqualTo(served.get());
        assertThat(result.workers()).hasSize(3).allMatch(worker -> worker.requests() > 0);

        master.close();
        for (WorkerProcess worker : workers) {
            assertThat(worker.done().get(10, SECONDS)).isEqualTo(new WorkerExit.Dismissed());
        }
    }

    @Test
    void whatElseTheRunWaitsForIsToldAndAnAbortIsHeardMeanwhile() throws Exception {
        Plan plan = Plans.constant(30, 2);
        MasterServer master = MasterServer.start(
                plan,
                "the plan",
                about(),
                new MasterServer.Options(
                        new InetSocketAddress("127.0.0.1", 0),
                        1,
                        Duration.ofSeconds(20),
                        TOKEN,
                        PLAIN,
                        () -> Optional.of("the target: host unknown"),
                        none -> {
                            throw new IllegalStateException("nothing is done once");
                        },
                        Optional.empty()));
        masters.add(master);
        worker(master, "worker-0", plan, TOKEN, PLAIN);
        try (MasterClient client = MasterClient.of("127.0.0.1", master.address().getPort(), TOKEN, PLAIN)) {
            BlockingQueue<RunProgress> heard = new LinkedBlockingQueue<>();
            client.watch(new MasterClient.Watcher() {
                @Override
                public void progress(RunProgress progress) {
                    heard.add(progress);
                }

                @Override
                public void ended(Optional<RuntimeException> failure) {}
            });
            Awaitility.await().until(() -> heard.poll(10, SECONDS).state() == Live.State.READY);
            assertThat(heard.poll(10, SECONDS).waitingFor()).isEqualTo("the target: host unknown");
            client.stop("no more");
            Result result = client.result(Duration.ofSeconds(20));
            assertThat(result.end()).isEqualTo(End.INTERRUPTED);
            assertThat(served).hasValue(0);
        }
    }

    @Test
    void aWrongTokenIsTurnedAway() throws Exception {
        Plan plan = Plans.constant(30, 2);
        MasterServer master = master(plan, 1, PLAIN);
        WorkerProcess stranger = worker(master, "worker-0", plan, Token.of("guess"), PLAIN);
        assertThat(stranger.done().get(10, SECONDS))
                .isEqualTo(new WorkerExit.TurnedAway(Refusal.TOKEN, "the run's token is missing or wrong"));
        assertThat(master.run().live().state()).isEqualTo(Live.State.WAITING_FOR_WORKERS);

        try (MasterClient client = MasterClient.of("127.0.0.1", master.address().getPort(), Token.of("guess"), PLAIN)) {
            assertThatThrownBy(() -> client.stop("")).isInstanceOf(MasterClient.MasterRefused.class);
        }
    }

    @Test
    void whoeverDoesNotBelongToTheRunIsRefusedAndNeverCounted() throws Exception {
        Plan plan = Plans.constant(30, 2);
        MasterServer master = master(plan, 2, PLAIN);
        worker(master, "worker-0", plan, TOKEN, PLAIN);

        assertThat(worker(master, "worker-1", "run-2", plan, TOKEN, PLAIN)
                        .done()
                        .get(10, SECONDS))
                .isEqualTo(new WorkerExit.TurnedAway(Refusal.RUN, "worker belongs to run run-2, this is run-1"));
        assertThat(answer(master, Protocol.VERSION + 1).getRefused().getReason())
                .isEqualTo(WorkersProto.Refused.Reason.REASON_PROTOCOL);
        WorkerProcess namesake = worker(master, "worker-0", plan, TOKEN, PLAIN);
        assertThat(master.run().live().state()).isEqualTo(Live.State.WAITING_FOR_WORKERS);

        worker(master, "worker-1", plan, TOKEN, PLAIN);
        Result result = master.run().result().get(30, SECONDS);
        assertThat(result.total().requests()).isEqualTo(served.get());
        assertThat(result.workers()).extracting(Result.Worker::name).containsExactlyInAnyOrder("worker-0", "worker-1");
        assertThat(namesake.done().get(20, SECONDS)).isNotEqualTo(new WorkerExit.Dismissed());
    }

    /** What a worker that speaks this version of the protocol is told. */
    private static WorkersProto.MasterMessage answer(MasterServer master, int version) throws Exception {
        ManagedChannel channel = new Channels("127.0.0.1", master.address().getPort(), TOKEN, PLAIN).open();
        CompletableFuture<WorkersProto.MasterMessage> answer = new CompletableFuture<>();
        StreamObserver<WorkersProto.WorkerMessage> say = WorkersGrpc.newStub(channel)
                .work(new StreamObserver<>() {
                    @Override
                    public void onNext(WorkersProto.MasterMessage message) {
                        answer.complete(message);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        answer.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {}
                });
        say.onNext(new WorkerWire()
                .write(new ToMaster.Hello(
                        version,
                        WorkerId.fresh("stranger"),
                        ToMaster.Kind.WORKER,
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        false,
                        List.of())));
        try {
            return answer.get(10, SECONDS);
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void theRunIsFollowedStoppedAndFetchedFromOutside() throws Exception {
        Plan plan = Plans.constant(30, 600);
        MasterServer master = master(plan, 1, PLAIN);
        WorkerProcess worker = worker(master, "worker-0", plan, TOKEN, PLAIN);
        try (MasterClient client = MasterClient.of("127.0.0.1", master.address().getPort(), TOKEN, PLAIN)) {
            BlockingQueue<RunProgress> seen = new LinkedBlockingQueue<>();
            CompletableFuture<Optional<RuntimeException>> ended = new CompletableFuture<>();
            client.watch(new MasterClient.Watcher() {
                @Override
                public void progress(RunProgress progress) {
                    seen.add(progress);
                }

                @Override
                public void ended(Optional<RuntimeException> failure) {
                    ended.complete(failure);
                }
            });
            while (seen.poll(20, SECONDS).totals().requests() == 0) {}

            assertThatThrownBy(() -> client.confirmStored("run-1")).hasMessageContaining("the run has not ended");
            client.stop("enough");
            Result result = client.result(Duration.ofSeconds(30));
            assertThat(result.end()).isEqualTo(End.INTERRUPTED);
            assertThat(result.total().requests()).isEqualTo(served.get());
            assertThat(ended.get(10, SECONDS)).isEmpty();

            assertThatThrownBy(() -> client.confirmStored("run-2")).isInstanceOf(MasterClient.MasterRefused.class);
            assertThat(master.stored()).isNotDone();
            assertThatThrownBy(() -> client.keep(Duration.ofSeconds(5))).hasMessageContaining("no place to keep it");
            master.store(kept -> new ResultStore.Stored("there/" + kept.runId(), 42));
            assertThat(client.keep(Duration.ofSeconds(5))).isEqualTo(new ResultStore.Stored("there/run-1", 42));
            client.confirmStored("run-1");
            assertThat(master.stored()).succeedsWithin(Duration.ofSeconds(5));
            assertThat(worker.done().get(10, SECONDS))
                    .as("not kept by a master that stays for its page")
                    .isEqualTo(new WorkerExit.Dismissed());
        }
    }

    @Test
    void bothSidesVerifyEachOther(@TempDir Path folder) throws Exception {
        Certificates ours = Certificates.make(folder, "master");
        Certificates theirs = Certificates.make(folder, "worker");
        Plan plan = Plans.constant(10, 1);
        MasterServer master = master(plan, 1, Optional.of(ours.trusting(theirs)));

        WorkerProcess trustsOther = worker(master, "worker-1", plan, TOKEN, Optional.of(theirs.trusting(theirs)));
        WorkerProcess showsNothing = worker(master, "worker-2", plan, TOKEN, Optional.of(ours.trusted()));
        WorkerProcess plain = worker(master, "worker-3", plan, TOKEN, PLAIN);
        for (WorkerProcess stranger : List.of(trustsOther, showsNothing, plain)) {
            assertThat(stranger.done().get(20, SECONDS)).isEqualTo(new WorkerExit.Abandoned(true));
        }
        assertThat(master.run().live().state()).isEqualTo(Live.State.WAITING_FOR_WORKERS);

        worker(master, "worker-0", plan, TOKEN, Optional.of(theirs.trusting(ours)));
        assertThat(master.run().result().get(30, SECONDS).total().requests()).isEqualTo(served.get());
    }

    @Test
    void aMasterWithoutAnAuthorityAsksForNoCertificate(@TempDir Path folder) throws Exception {
        Certificates ours = Certificates.make(folder, "master");
        Plan plan = Plans.constant(10, 1);
        MasterServer master = master(plan, 1, Optional.of(ours.shown()));
        worker(master, "worker-0", plan, TOKEN, Optional.of(ours.trusted()));
        assertThat(master.run().result().get(30, SECONDS).total().requests()).isEqualTo(served.get());
    }
}
