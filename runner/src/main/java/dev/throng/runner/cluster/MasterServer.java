package dev.throng.runner.cluster;

import dev.throng.runner.cluster.master.ListenerLiveness;
import dev.throng.runner.cluster.master.Master;
import dev.throng.runner.cluster.master.MasterEndpoint;
import dev.throng.runner.cluster.master.MasterSettings;
import dev.throng.runner.cluster.master.Rules;
import dev.throng.runner.cluster.master.service.ControlService;
import dev.throng.runner.cluster.master.service.WorkersService;
import dev.throng.runner.cluster.master.session.Retention;
import dev.throng.runner.cluster.protocol.Channels;
import dev.throng.runner.cluster.protocol.GrpcThreads;
import dev.throng.runner.cluster.protocol.Loop;
import dev.throng.runner.cluster.protocol.ThreadLoop;
import dev.throng.runner.cluster.protocol.Tls;
import dev.throng.runner.cluster.protocol.Token;
import dev.throng.runner.cluster.protocol.TokenHeader;
import dev.throng.runner.cluster.worker.EngineFactory;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.About;
import dev.throng.runner.report.ResultStore;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/**
 * The master's role: a run whose workers come over gRPC, and that can be followed and steered from outside.
 *
 * <p>Started again with the same run, plan and token after a crash, it takes the run up where the workers are.
 */
public final class MasterServer implements AutoCloseable {
    /** What it takes one order to reach one worker, and each of the others after it. */
    private static final Duration LEAD = Duration.ofMillis(100);

    private static final Duration LEAD_FOR_EACH = Duration.ofMillis(2);
    private static final Duration LONGEST_LEAD = Duration.ofMillis(300);
    private static final long TICK_DELAY_NANOS = 150_000_000;
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    /** What the retention may weigh together. */
    private static final long TAILS_BYTES = 256L << 20;
    /** Of so many workers all is held. */
    private static final int WHOLE = 64;

    private final ThreadLoop loop;
    private final ExecutorService elsewhere;
    private final Master master;
    private final Run run;
    private final ControlService control;
    private final Server server;

    /**
     * @param bind address and port to listen on; port 0 takes a free one
     * @param workers how many have to be there before the run starts
     * @param startDeadline how long to wait for them
     * @param tls to be used instead of plain connections
     * @param engines for what is done once
     * @param awaited what else the run waits for, as a text for people; empty as soon as there is nothing more
     * @param code what the scenario does before the run, when it is in code and left to the master
     */
    public record Options(
            InetSocketAddress bind,
            int workers,
            Duration startDeadline,
            Token token,
            Optional<Tls> tls,
            Supplier<Optional<String>> awaited,
            EngineFactory engines,
            Optional<CodePreparation> code) {

        /** Waits for nothing but its workers, and has nothing to do once. */
        public Options(InetSocketAddress bind, int workers, Duration startDeadline, Token token, Optional<Tls> tls) {
            this(
                    bind,
                    workers,
                    startDeadline,
                    token,
                    tls,
                    Optional::empty,
                    plan -> {
                        throw new IllegalStateException("this master has no engine");
                    },
                    Optional.empty());
        }

        /** The same with engines for what is done once. */
        public Options with(EngineFactory some) {
            return new Options(bind, workers, startDeadline, token, tls, awaited, some, code);
        }

        /** The same with what a scenario in code does before the run, when the plan leaves that to the master. */
        public Options withCode(Optional<CodePreparation> some) {
            return new Options(bind, workers, startDeadline, token, tls, awaited, engines, some);
        }
    }

    private MasterServer(
            Plan plan,
            String planText,
            About about,
            Options options,
            BiFunction<Loop, MasterEndpoint, MasterEndpoint> filter)
            throws SSLException {
        loop = new ThreadLoop("throng-master");
        elsewhere = Executors.newVirtualThreadPerTaskExecutor();
        master = new Master(loop, settings(plan, planText, about, options));
        master.listening(new ListenerLiveness(GrpcThreads.GROUP.next()));
        run = new MasterRun(plan, master);
        control = new ControlService(about.runId(), master, elsewhere);
        // However long this master stays for the sake of its page: nothing of theirs is needed any more.
        var unused = control.stored().thenRun(master::dismiss);
        server = server(options, filter.apply(loop, master));
    }

    /**
     * Listens, and starts the run as soon as all workers are there.
     *
     * @param planText what workers compile the plan from; it reaches them as it is
     * @throws IOException when the address or the certificates can't be used
     */
    public static MasterServer start(Plan plan, String planText, About about, Options options) throws IOException {
        return start(plan, planText, about, options, (loop, master) -> master);
    }

    /** @param filter what the workers' messages come through on the way to the master, on its loop */
    static MasterServer start(
            Plan plan,
            String planText,
            About about,
            Options options,
            BiFunction<Loop, MasterEndpoint, MasterEndpoint> filter)
            throws IOException {
        MasterServer started = new MasterServer(plan, planText, about, options, filter);
        try {
            started.server.start();
        } catch (IOException failure) {
            started.close();
            throw failure;
        }
        started.master.awaits(options.awaited());
        started.master.open();
        return started;
    }

    private Server server(Options options, MasterEndpoint filter) throws SSLException {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(options.bind())
                .bossEventLoopGroup(GrpcThreads.GROUP)
                .workerEventLoopGroup(GrpcThreads.GROUP)
                .channelType(NioServerSocketChannel.class)
                .directExecutor()
                .maxInboundMessageSize(Channels.LARGEST_MESSAGE)
                .permitKeepAliveTime(5, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS)
                .intercept(TokenHeader.required(options.token()))
                .addService(new WorkersService(loop, filter))
                .addService(control);
        if (options.tls().isPresent()) {
            builder.sslContext(options.tls().get().server());
        }
        return builder.build();
    }

    private static Duration lead(int workers) {
        Duration lead = LEAD.plus(LEAD_FOR_EACH.multipliedBy(workers));
        return lead.compareTo(LONGEST_LEAD) < 0 ? lead : LONGEST_LEAD;
    }

    private static MasterSettings settings(Plan plan, String planText, About about, Options options) {
        return new MasterSettings(
                about,
                plan,
                planText,
                hash(planText),
                Rules.of(plan, options.workers(), options.startDeadline(), lead(options.workers())),
                InstantSource.system(),
                TICK_DELAY_NANOS,
                retention(options.workers()),
                LocalOneTimeTasks.with(plan, options.engines(), options.code()));
    }

    private static Retention retention(int workers) {
        return new Retention(workers <= 16 ? 16 : 1, 8, TAILS_BYTES / Math.max(1, workers), workers <= WHOLE);
    }

    /** By which master and workers know that they have the same plan. */
    public static String hash(String planText) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(planText.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public Run run() {
        return run;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getListenSockets().getFirst();
    }

    /** The process of the worker with this name has ended by itself: nothing more is waited for from it. Any thread. */
    public void exited(String worker) {
        master.exited(worker);
    }

    /** Where the result is kept when somebody asks for it over the control interface. */
    public void store(ResultStore store) {
        control.store(store);
    }

    /** Completes when somebody has said over the control interface that the result is kept elsewhere. */
    public CompletableFuture<Void> stored() {
        return control.stored();
    }

    /**
     * Ends this master and not the run: workers go on and wait for another one with the same run. Before that, what
     * lost workers had handed over gets a second replica, if there is anybody and it takes no longer than {@code patience}.
     */
    public void leave(Duration patience) throws InterruptedException {
        try {
            master.everythingIsKept().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.ExecutionException | TimeoutException late) {
            // nobody to keep it, or not in time: the workers that live keep their own
        }
        shutDown();
    }

    /** Lets the workers go and stops listening. What they measured and this master has not counted is lost. */
    @Override
    public void close() {
        master.dismiss();
        shutDown();
    }

    private void shutDown() {
        server.shutdown();
        try {
            if (!server.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        elsewhere.shutdown();
    }
}
