package dev.throng.runner.cluster;

import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.runner.engine.EngineOptions;
import dev.throng.runner.engine.LoopEngine;
import dev.throng.runner.plan.Compiled;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.PlanCompiler;
import dev.throng.runner.plan.PlanOptions;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultJson;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A master or a worker as a process of its own, with the real engine. */
final class Role {
    private Role() {}

    /** {@code master PORT WORKERS PLAN RESULT} or {@code worker PORT NAME}; the token is in the environment. */
    public static void main(String[] args) throws Exception {
        Leash.watch(System.in, () -> Runtime.getRuntime().halt(99));
        Token token = Token.find(Optional.empty(), Optional.ofNullable(System.getenv(Token.VARIABLE)))
                .orElseThrow();
        int port = Integer.parseInt(args[1]);
        System.exit(
                args[0].equals("master")
                        ? master(port, Integer.parseInt(args[2]), Path.of(args[3]), Path.of(args[4]), token)
                        : worker(port, args[2], token));
    }

    private static int master(int port, int workers, Path plan, Path file, Token token) throws Exception {
        String text = Files.readString(plan);
        About about =
                new About("run-1", "test", text, new Result.Environment("", "", "", 1, 0, "", ""), Optional.empty());
        MasterServer.Options options = new MasterServer.Options(
                new InetSocketAddress("127.0.0.1", port), workers, Duration.ofSeconds(60), token, Optional.empty());
        try (MasterServer master = MasterServer.start(compile(text), text, about, options)) {
            master.run()
                    .onTick(live -> System.out.println(live.elapsedNanos() / 1_000_000 + " ms " + live.state() + ", "
                            + live.workers() + " workers, " + live.totals().requests() + " requests"));
            Result result = master.run().result().get();
            try (OutputStream out = Files.newOutputStream(file)) {
                ResultJson.write(result, out);
            }
            return result.verdict().exitCode();
        }
    }

    private static int worker(int port, String name, Token token) throws Exception {
        WorkerProcess.Options options = new WorkerProcess.Options(
                "127.0.0.1", port, name, 1, Optional.of("run-1"), token, Optional.empty(), Duration.ofSeconds(60));
        EngineOptions engine = EngineOptions.forThisMachine().withLoops(1);
        WorkerProcess worker =
                WorkerProcess.start(options, new Equipment(Role::compile, plan -> LoopEngine.of(plan, engine)));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            worker.leave("SIGTERM");
            worker.done()
                    .orTimeout(15, java.util.concurrent.TimeUnit.SECONDS)
                    .exceptionally(late -> null)
                    .join();
        }));
        Farewell farewell = worker.done().get();
        System.out.println(farewell);
        return farewell instanceof Farewell.Dismissed ? 0 : 3;
    }

    private static Plan compile(String text) {
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
