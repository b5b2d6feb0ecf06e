package dev.throng.runner.report;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.pods.WorkerLossPolicy;
import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.Specs;
import dev.throng.runner.plan.Threshold;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.plan.step.Comparison;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.stats.Accumulator;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.Recorder;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.verdict.End;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A run that never happened: 60 s of a small shop, 10 s of them warm-up, with failures of several kinds, measured by real
 * recorders on two workers. For tests of whoever shows results.
 */
public final class SampleRun {
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final long SECOND = 1_000_000_000L;

    private final Random random = new Random(7);
    private final List<Threshold> thresholds;
    private final int seconds;
    private final LoadTestSpec spec;
    private final Ledger ledger;
    private final Recorder[] loops;
    private Instant start = START;
    private List<Result> earlier = List.of();
    private double slowness = 1;
    private double failing = 0.004;
    private long millis;

    public SampleRun(int seconds, List<Threshold> thresholds) {
        this(seconds, thresholds, "{}");
    }

    /** @param spec what else was asked for, as JSON */
    SampleRun(int seconds, List<Threshold> thresholds, String spec) {
        this.spec = Specs.of(spec);
        this.seconds = seconds;
        this.thresholds = thresholds;
        this.ledger = new Ledger(plan());
        this.loops = new Recorder[] {new Recorder(() -> millis), new Recorder(() -> millis)};
    }

    public static SampleRun usual() {
        return new SampleRun(60, thresholds());
    }

    public static List<Threshold> thresholds() {
        return List.of(
                threshold("p95 < 500ms", new Threshold.Percentile(95), 500, Optional.empty()),
                threshold("failureRate < 1%", Threshold.Simple.FAILURE_RATE, 0.01, Optional.empty()),
                threshold("p99 < 1s", new Threshold.Percentile(99), 1000, Optional.of("/api/v1/items/{id}")));
    }

    public static Threshold threshold(String text, Threshold.Metric metric, double limit, Optional<String> name) {
        return new Threshold(text, metric, Comparison.LESS, limit, name, false, Duration.ZERO, false);
    }

    /** All response times are this many times longer. */
    public SampleRun slower(double factor) {
        slowness = factor;
        return this;
    }

    public SampleRun startingAt(Instant time) {
        start = time;
        return this;
    }

    /** After these runs. */
    SampleRun after(List<Result> runs) {
        earlier = runs;
        return this;
    }

    public SampleRun failing(double share) {
        failing = share;
        return this;
    }

    public Plan plan() {
        return new Plan(
                "items-api",
                spec,
                URI.create("http://items.shop.svc:8000"),
                List.of(),
                Optional.empty(),
                List.of(
                        new Phase(0, "warm-up", false, 0, 10 * SECOND),
                        new Phase(1, "stage 1", true, 10 * SECOND, 30 * SECOND),
                        new Phase(2, "stage 2", true, 30 * SECOND, 3600 * SECOND)),
                new HttpSettings(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        10,
                        1 << 20,
                        10),
                thresholds,
                0,
                0,
                0,
                Duration.ofSeconds(5),
                WorkerLossPolicy.redistribute,
                Duration.ofSeconds(5),
                42,
                Set.of());
    }

    public Ledger ledger() {
        return ledger;
    }

    /** The whole run, second by second. */
    public SampleRun run() {
        for (int second = 0; second < seconds; second++) {
            second(second);
        }
        return this;
    }

    /** One second on both workers. */
    public void second(int second) {
        millis = START.toEpochMilli() + second * 1000L;
        for (int worker = 0; worker < loops.length; worker++) {
            work(loops[worker], second);
            ledger.enter("worker-" + worker, cut(loops[worker], second));
        }
    }

    private void work(Recorder loop, int second) {
        int phase = second < 10 ? 0 : second < 30 ? 1 : 2;
        request(loop, phase, 60, "GET", "/api/v1/items?page=N&limit=N", 38);
        request(loop, phase, 45, "GET", "/api/v1/items/{id}", 22);
        request(loop, phase, 30, "GET", "/api/v1/items/search", 71);
        request(loop, phase, 9, "POST", "/api/v1/items", 95);
        request(loop, phase, 4, "PUT", "/api/v1/items/{id}", 88);
        request(loop, phase, second % 3 == 0 ? 1 : 0, "DELETE", "/api/v1/items/{id}", 64);
        loop.record(
                loop.slot("HealthCheckUser", "/health [monitor]", "GET"),
                phase,
                200,
                1_400_000,
                1_300_000,
                900_000,
                220,
                90);
        for (int i = 0; i < 20; i++) {
            loop.timing(Snapshot.LOOP_LAG).record((long) (200_000 * random.nextDouble()));
        }
        loop.add(Snapshot.Counter.ITERATIONS, 150);
        loop.add(Snapshot.Counter.LATE, second == 33 ? 1 : 0);
        loop.add(Snapshot.Counter.RETRIES, second % 20 == 0 ? 1 : 0);
    }

    private void request(Recorder loop, int phase, int times, String method, String name, double median) {
        int slot = loop.slot("AuthenticatedApiUser", name, method);
        for (int i = 0; i < times; i++) {
            double spread = Math.exp(random.nextGaussian() * 0.55);
            long nanos = (long) (median * slowness * spread * 1_000_000);
            if (random.nextDouble() < failing) {
                fail(loop, slot, phase, nanos, name);
            } else {
                int status = method.equals("POST") ? 201 : 200;
                loop.record(slot, phase, status, nanos, nanos - 120_000, nanos / 2, 1850, 240);
            }
        }
    }

    private void fail(Recorder loop, int slot, int phase, long nanos, String name) {
        switch (random.nextInt(3)) {
            case 0 ->
                loop.recordFailure(
                        slot,
                        phase,
                        503,
                        nanos,
                        nanos,
                        nanos / 2,
                        310,
                        240,
                        FailureKind.STATUS,
                        "status 503, expected below 400");
            case 1 ->
                loop.recordFailure(
                        slot, phase, nanos, nanos, nanos / 2, 900, 240, FailureKind.CHECK, "$.data is missing");
            default ->
                loop.recordFailure(slot, phase, 300_000, -1, -1, 0, 0, FailureKind.CONNECT, "connection refused");
        }
        loop.exchange(new Snapshot.Exchange(
                new RequestKey("AuthenticatedApiUser", name, "GET"),
                "status 503",
                millis,
                nanos / 1e6,
                "GET " + name,
                "HTTP/1.1 503"));
    }

    private Snapshot cut(Recorder loop, int second) {
        Accumulator accumulator = new Accumulator();
        accumulator.add(loop.flip());
        int users = Math.min(100, 4 * second + 4);
        return accumulator.snapshot(
                second,
                second * SECOND,
                (second + 1) * SECOND,
                new Snapshot.Gauges(users, users, 20, users, 0.31, 0.24, 0, 0.002, 60 << 20, 95 << 20, 150, 20_000, 0));
    }

    public List<Ledger.Attendance> workers() {
        List<Ledger.Attendance> workers = new ArrayList<>();
        for (int worker = 0; worker < loops.length; worker++) {
            workers.add(new Ledger.Attendance("worker-" + worker, "running", true, false, 0.2 * worker));
        }
        return workers;
    }

    /** The view after this many seconds. */
    public Live live(int elapsed) {
        Live.State state = elapsed < 10 ? Live.State.WARMING_UP : Live.State.RUNNING;
        return ledger.live(new Ledger.Now(state, elapsed * SECOND, Optional.empty(), workers()));
    }

    public Result result() {
        return result(End.COMPLETE, Optional.empty());
    }

    public Result result(End end, Optional<Result> baseline) {
        return result(end, baseline, Optional.empty());
    }

    Result result(End end, Optional<Result> baseline, Optional<Shape> shape) {
        return ledger.result(new Ledger.Closing(
                "0.1.0",
                "run-1",
                "5f1c",
                "apiVersion: throng.dev/v1\n",
                start,
                start.plusSeconds(seconds),
                seconds * SECOND,
                shape,
                workers(),
                end,
                "",
                List.of(),
                0,
                new Result.Environment("25.0.3", "Linux", "localhost", 2, 512L << 20, "epoll", "loop"),
                new Earlier(baseline, List.of(), earlier)));
    }
}
