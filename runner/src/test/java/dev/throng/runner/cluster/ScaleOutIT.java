package dev.throng.runner.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.cluster.protocol.Token;
import dev.throng.runner.cluster.worker.WorkerEnvironment;
import dev.throng.runner.dispatch.Share;
import dev.throng.runner.engine.Engine;
import dev.throng.runner.engine.LoopEngine;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.About;
import dev.throng.runner.report.Earlier;
import dev.throng.runner.report.Result;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.stats.Snapshot;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Workers with real engines, over gRPC, do together what one would do alone. */
@Tag("faults")
class ScaleOutIT {
    private static final int WORKERS = 4;
    private static final int USERS = 20;

    private final List<Observed> engines = new CopyOnWriteArrayList<>();

    /** The engine of a worker, and what it was told. */
    private static final class Observed implements Engine {
        private final Engine engine;
        private volatile long t0;
        private volatile Shape shape;

        private Observed(Engine engine) {
            this.engine = engine;
        }

        @Override
        public void start(long t0Nanos, Shape intended, Share share) {
            engine.start(t0Nanos, intended, share);
            shape = intended;
            t0 = t0Nanos;
        }

        @Override
        public void give(String values) {
            engine.give(values);
        }

        @Override
        public void change(Shape intended, Share share) {
            engine.change(intended, share);
        }

        @Override
        public CompletableFuture<Snapshot> cut() {
            return engine.cut();
        }

        @Override
        public CompletableFuture<Snapshot> stop(Duration grace) {
            return engine.stop(grace);
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private Result run(CountingServer server, int workers, String load, Runnable meanwhile) throws Exception {
        engines.clear();
        String text = """
                apiVersion: throng.dev/v1
                kind: LoadTest
                metadata: {name: scale}
                spec:
                  target: %s
                  seed: 7
                  scenario:
                    users:
                    - name: User
                      wait: {pacing: 200ms}
                      tasks:
                      - {weight: 5, get: /a}
                      - {weight: 3, get: /b}
                      - {weight: 1, get: /c}
                """.formatted(server.url()) + load.indent(2);
        Plan plan = Role.compile(text);
        Token token = Token.random();
        EngineOptions options = EngineOptions.forThisMachine().withLoops(1);
        try (MasterServer master = MasterServer.start(
                plan,
                text,
                new About("run-1", "test", text, "", new Result.Environment("", "", "", 1, 0, "", ""), Earlier.NONE),
                new MasterServer.Options(
                        new InetSocketAddress("127.0.0.1", 0),
                        workers,
                        Duration.ofSeconds(30),
                        token,
                        Optional.empty()))) {
            for (int i = 0; i < workers; i++) {
                WorkerProcess.start(
                        new WorkerProcess.Options(
                                "127.0.0.1",
                                master.address().getPort(),
                                "worker-" + i,
                                1,
                                Optional.of("run-1"),
                                token,
                                Optional.empty(),
                                Duration.ofSeconds(30)),
                        new WorkerEnvironment(same -> plan, same -> observed(LoopEngine.of(plan, options))));
            }
            meanwhile.run();
            return master.run().result().get(60, SECONDS);
        }
    }

    private Engine observed(Engine engine) {
        Observed observed = new Observed(engine);
        engines.add(observed);
        return observed;
    }

    private static Map<String, Long> requests(Result result) {
        Map<String, Long> requests = new TreeMap<>();
        for (Result.NameResult name : result.names()) {
            requests.put(name.key().name(), name.requests());
        }
        return requests;
    }

    /** But for the last request of each user, which may or may not have begun before the end. */
    @Test
    void fourWorkersMakeTheSameRequestsAsOne() throws Exception {
        String load = "users: %d\nspawnRate: 1000\nrunTime: 5s\n".formatted(USERS);
        try (CountingServer server = new CountingServer()) {
            Map<String, Long> one = requests(run(server, 1, load, () -> {}));
            Map<String, Long> four = requests(run(server, WORKERS, load, () -> {}));
            System.out.println("one worker " + one + ", four workers " + four);
            assertThat(four.keySet()).isEqualTo(one.keySet());
            one.forEach((name, requests) ->
                    assertThat(four.get(name)).as(name).isBetween(requests - USERS, requests + USERS));
        }
    }

    @Test
    void theSumOfUsersFollowsTheShapeAndAllStartTogether() throws Exception {
        String load = """
                stages:
                - {duration: 3s, users: 60}
                - {duration: 1s, users: 60}
                - {duration: 2s, users: 12}
                """;
        List<String> samples = new ArrayList<>();
        try (CountingServer server = new CountingServer()) {
            run(server, WORKERS, load, () -> sample(samples));
        }
        long earliest = engines.stream().mapToLong(engine -> engine.t0).min().orElseThrow();
        long latest = engines.stream().mapToLong(engine -> engine.t0).max().orElseThrow();
        System.out.printf(
                "%d samples, T0 of the workers is within %d µs%n", samples.size(), (latest - earliest) / 1000);
        assertThat(samples).hasSizeGreaterThan(40);
        assertThat(samples.stream().filter(sample -> !sample.isEmpty())).isEmpty();
        assertThat(latest - earliest).isLessThan(10_000_000);
    }

    /** Each 100 ms of the stage clock: empty where users and shape agree. */
    private void sample(List<String> samples) {
        while (engines.size() < WORKERS || engines.stream().anyMatch(engine -> engine.t0 == 0)) {
            pause(5_000_000);
        }
        long t0 = engines.getFirst().t0;
        Shape shape = engines.getFirst().shape;
        for (long at = 100_000_000; at < shape.lengthNanos() - 100_000_000; at += 100_000_000) {
            pause(t0 + at - System.nanoTime());
            long before = System.nanoTime() - t0;
            List<CompletableFuture<Snapshot>> cuts =
                    engines.stream().map(Engine::cut).toList();
            int users = cuts.stream()
                    .mapToInt(cut -> cut.orTimeout(10, SECONDS).join().gauges().users())
                    .sum();
            samples.add(judged(shape, users, before, System.nanoTime() - t0));
        }
    }

    /** One user per worker, and what the shape moved while it was looked at. */
    private static String judged(Shape shape, int users, long from, long to) {
        int few = Math.min(shape.usersAt(from), shape.usersAt(to)) - WORKERS;
        int many = Math.max(shape.usersAt(from), shape.usersAt(to)) + WORKERS;
        return few <= users && users <= many
                ? ""
                : "%d to %d ms: %d users, not %d to %d".formatted(from / 1_000_000, to / 1_000_000, users, few, many);
    }

    private static void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
