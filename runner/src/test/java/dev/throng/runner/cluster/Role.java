package dev.throng.runner.cluster;

import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.runner.cluster.protocol.Token;
import dev.throng.runner.cluster.worker.WorkerEnvironment;
import dev.throng.runner.cluster.worker.WorkerExit;
import dev.throng.runner.engine.LoopEngine;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.compile.Compiled;
import dev.throng.runner.plan.compile.PlanCompiler;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.report.About;
import dev.throng.runner.report.Earlier;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultJson;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A master or a worker as a process of its own, with the real engine. */
final class Role {
    private Role() {}

    /**
     * {@code master PORT WORKERS PLAN RESULT}, {@code worker --master HOST:PORT --name NAME}, or {@code run WORKERS PLAN},
     * which is a master that starts its workers; the token of the first two is in the environment.
     */
    public static void main(String[] args) throws Exception {
        System.exit(
                switch (args[0]) {
                    case "master" -> master(args);
                    case "worker" -> worker(args[2], args[4]);
                    default -> run(Integer.parseInt(args[1]), Path.of(args[2]));
                });
    }

    private static Token token() throws IOException {
        return Token.find(Optional.empty(), Optional.ofNullable(System.getenv(Token.VARIABLE)))
                .orElseThrow();
    }

    private static int run(int workers, Path plan) throws Exception {
        Token token = Token.random();
        try (MasterServer master = master(0, workers, plan, token);
                LocalWorkers processes = LocalWorkers.start(
                        workers,
                        master.address(),
                        token,
                        LocalWorkers.thisProgram(
                                Role.class.getName(),
                                ManagementFactory.getRuntimeMXBean().getInputArguments()),
                        master.run().plan().onWorkerLoss(),
                        master::exited)) {
            processes.processes().values().forEach(process -> System.out.println(process.pid()));
            return master.run().result().get().verdict().exitCode();
        }
    }

    private static MasterServer master(int port, int workers, Path plan, Token token) throws IOException {
        String text = Files.readString(plan);
        About about =
                new About("run-1", "test", text, "", new Result.Environment("", "", "", 1, 0, "", ""), Earlier.NONE);
        return MasterServer.start(
                compile(text),
                text,
                about,
                new MasterServer.Options(
                        new InetSocketAddress("127.0.0.1", port),
                        workers,
                        Duration.ofSeconds(60),
                        token,
                        Optional.empty()));
    }

    private static int master(String[] args) throws Exception {
        ParentWatch.watch(System.in, () -> Runtime.getRuntime().halt(99));
        try (MasterServer master =
                master(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Path.of(args[3]), token())) {
            master.run()
                    .onTick(live -> System.out.println(live.elapsedNanos() / 1_000_000 + " ms " + live.state() + ", "
                            + live.workers() + " workers, " + live.totals().requests() + " requests"));
            Result result = master.run().result().get();
            try (OutputStream out = Files.newOutputStream(Path.of(args[4]))) {
                ResultJson.write(result, out);
            }
            return result.verdict().exitCode();
        }
    }

    private static int worker(String master, String name) throws Exception {
        int colon = master.lastIndexOf(':');
        WorkerProcess.Options options = new WorkerProcess.Options(
                master.substring(0, colon),
                Integer.parseInt(master.substring(colon + 1)),
                name,
                1,
                Optional.of("run-1"),
                token(),
                Optional.empty(),
                Duration.ofSeconds(60));
        EngineOptions engine = EngineOptions.forThisMachine().withLoops(1);
        WorkerProcess worker =
                WorkerProcess.start(options, new WorkerEnvironment(Role::compile, plan -> LoopEngine.of(plan, engine)));
        ParentWatch.tie(worker);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            worker.leave("SIGTERM");
            worker.done()
                    .orTimeout(15, TimeUnit.SECONDS)
                    .exceptionally(late -> null)
                    .join();
        }));
        WorkerExit exit = worker.done().get();
        System.out.println(exit);
        return exit instanceof WorkerExit.Dismissed ? 0 : 3;
    }

    static Plan compile(String text) {
        Reading reading = LoadTestReader.read("plan", text.getBytes(StandardCharsets.UTF_8));
        if (!(reading instanceof Reading.Accepted accepted)) {
            throw new IllegalArgumentException(
                    ((Reading.Refused) reading).problems().renderWithSource());
        }
        var test = accepted.loadTests().getFirst();
        return switch (PlanCompiler.compile(
                test.name(), test.spec(), PlanOptions.DEFAULTS.withEnvironment(System::getenv))) {
            case Compiled.Accepted compiled -> compiled.plan();
            case Compiled.Refused refused ->
                throw new IllegalArgumentException(refused.problems().toString());
        };
    }
}
