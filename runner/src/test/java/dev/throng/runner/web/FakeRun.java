package dev.throng.runner.web;

import dev.throng.api.pods.WorkerLossPolicy;
import dev.throng.runner.cluster.Run;
import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.Specs;
import dev.throng.runner.plan.Task;
import dev.throng.runner.plan.Threshold;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.plan.step.Comparison;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.report.Earlier;
import dev.throng.runner.report.Ledger;
import dev.throng.runner.report.Result;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.shape.Stage;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.StatusCount;
import dev.throng.runner.stats.histogram.EncodedHistogram;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.stats.total.Totals;
import dev.throng.runner.verdict.End;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A run without a target: invents what workers could have measured, second by second, whenever it is told to go on, and
 * keeps real books of it. The same seed invents the same.
 */
public final class FakeRun implements Run {
    public static final Instant STARTED = Instant.parse("2026-03-14T09:30:00Z");

    private static final long SECOND = 1_000_000_000L;

    private final Plan plan;
    private final List<Endpoint> endpoints;
    private final List<String> workers;
    private final List<String> joining = new ArrayList<>();
    private final Random random;
    private final Ledger ledger;
    private final List<Consumer<Live>> listeners = new ArrayList<>();
    private final List<Result.Degraded> degraded = new ArrayList<>();
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private Optional<Shape> shape;
    private Optional<Result> baseline = Optional.empty();
    private Live.State state = Live.State.READY;
    private long second;
    private double busy = 0.31;
    private Live live;
    private boolean stale;

    /** One request name: how often, how slow, how faulty. */
    public record Endpoint(
            RequestKey key,
            int weight,
            double medianMillis,
            double spread,
            double failureRate,
            String message,
            int bytes) {

        static Endpoint of(String user, String name, String method, int weight, double median, double failing) {
            return new Endpoint(
                    new RequestKey(user, name, method),
                    weight,
                    median,
                    0.45,
                    failing,
                    "status 503, expected 200",
                    1800);
        }

        Endpoint saying(String text) {
            return new Endpoint(key, weight, medianMillis, spread, failureRate, text, bytes);
        }
    }

    public FakeRun(Plan plan, List<Endpoint> endpoints, int workers) {
        this.plan = naming(plan, endpoints);
        this.endpoints = endpoints;
        this.workers = names(workers);
        this.random = new Random(plan.seed());
        this.ledger = new Ledger(plan);
        this.shape = plan.shape();
        this.live = ledger.live(now());
    }

    private static List<String> names(int workers) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            names.add(workers == 1 ? "local" : "items-api-worker-" + i);
        }
        return names;
    }

    // Plans

    /** Four stages of a closed model with a warm-up, and what it is judged by. */
    public static Plan staged(double timeScale) {
        List<Stage> stages = List.of(
                new Stage.Ramp(scaled(30, timeScale), 40),
                new Stage.Spawn(scaled(120, timeScale), 120, 4 / timeScale),
                new Stage.Ramp(scaled(60, timeScale), 240),
                new Stage.Spawn(scaled(90, timeScale), 240, 4 / timeScale));
        List<Phase> phases = new ArrayList<>();
        phases.add(new Phase(0, "warm-up", false, 0, stages.get(0).durationNanos()));
        long from = stages.get(0).durationNanos();
        List<String> names = List.of("baseline", "ramp to peak", "peak");
        for (int i = 1; i < stages.size(); i++) {
            long to = from + stages.get(i).durationNanos();
            phases.add(new Phase(i, names.get(i - 1), true, from, to));
            from = to;
        }
        return plan(Optional.of(Shapes.stages(stages, 7)), phases);
    }

    private static long scaled(long seconds, double factor) {
        return Math.round(seconds * factor * SECOND);
    }

    /** Waits for somebody to say how many users. */
    public static Plan interactive() {
        return plan(Optional.empty(), List.of(new Phase(0, "run", true, 0, Long.MAX_VALUE)));
    }

    private static Plan plan(Optional<Shape> shape, List<Phase> phases) {
        return new Plan(
                "items-api",
                Specs.nothing(),
                URI.create("http://items.shop.svc:8000"),
                List.of(),
                shape,
                phases,
                new HttpSettings(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        5,
                        1 << 20,
                        20),
                List.of(
                        threshold("p95 < 500ms", new Threshold.Percentile(95), 500, Optional.empty()),
                        threshold("p99 < 1s", new Threshold.Percentile(99), 1000, Optional.empty()),
                        threshold("failureRate < 1%", Threshold.Simple.FAILURE_RATE, 0.01, Optional.empty()),
                        threshold("p95 < 300ms", new Threshold.Percentile(95), 300, Optional.of("/api/v1/items/{id}"))),
                0,
                0,
                0,
                Duration.ofSeconds(5),
                WorkerLossPolicy.redistribute,
                Duration.ofSeconds(5),
                7,
                Set.of());
    }

    /** The same plan with one user class that has the endpoints' requests as its tasks. */
    private static Plan naming(Plan plan, List<Endpoint> endpoints) {
        List<Task> tasks = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            Step.Request request = new Step.Request(
                    endpoint.key.user(),
                    endpoint.key.name(),
                    endpoint.key.method(),
                    new Fixed(endpoint.key.name()),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    Expectation.DEFAULT,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    true,
                    20 * SECOND);
            tasks.add(new Task(tasks.size(), endpoint.key.name(), endpoint.weight, List.of(request)));
        }
        UserClass user = new UserClass(
                0,
                "ApiUser",
                1,
                OptionalInt.empty(),
                new Wait.Constant(SECOND),
                0,
                List.of(),
                List.of(),
                List.of(),
                tasks);
        return new Plan(
                plan.name(),
                plan.spec(),
                plan.target(),
                List.of(user),
                plan.shape(),
                plan.phases(),
                plan.http(),
                plan.thresholds(),
                plan.pools(),
                plan.counters(),
                plan.maxOpenUsers(),
                plan.gracePeriod(),
                plan.onWorkerLoss(),
                plan.workerLossTimeout(),
                plan.seed(),
                plan.secrets());
    }

    /** A template without expressions. */
    private record Fixed(String source) implements Template {
        @Override
        public boolean constant() {
            return true;
        }

        @Override
        public boolean appendTo(Scope scope, ByteSink out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object value(Scope scope) {
            return source;
        }
    }

    private static Threshold threshold(String text, Threshold.Metric metric, double limit, Optional<String> name) {
        return new Threshold(text, metric, Comparison.LESS, limit, name, false, Duration.ZERO, false);
    }

    /** A small shop. */
    public static List<Endpoint> shop() {
        return List.of(
                Endpoint.of("ApiUser", "/api/v1/auth/login", "POST", 1, 95, 0),
                Endpoint.of("ApiUser", "/api/v1/items?page=N&limit=N", "GET", 20, 42, 0.0004),
                Endpoint.of("ApiUser", "/api/v1/items/{id}", "GET", 12, 28, 0.002)
                        .saying("status 404, expected 200"),
                Endpoint.of("ApiUser", "/api/v1/items [POST]", "POST", 3, 70, 0.003)
                        .saying("status 429, expected 201: rate limit exceeded"),
                Endpoint.of("ApiUser", "/api/v1/items/{id} [PUT]", "PUT", 2, 66, 0.001),
                Endpoint.of("ApiUser", "/api/v1/items/{id} [DELETE]", "DELETE", 1, 48, 0),
                Endpoint.of("ApiUser", "/api/v1/search?q=…", "GET", 8, 130, 0.004)
                        .saying("no complete answer within 2 s"),
                Endpoint.of("HealthCheckUser", "/health [monitor]", "GET", 1, 4, 0));
    }

    /** As many names as wanted. */
    public static List<Endpoint> many(int names) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = 0; i < names; i++) {
            String method = i % 5 == 3 ? "POST" : "GET";
            endpoints.add(Endpoint.of(
                    "ApiUser",
                    "/api/v%d/%s/%03d"
                            .formatted(
                                    1 + i % 3,
                                    List.of("items", "orders", "users").get(i % 3),
                                    i),
                    method,
                    1 + i % 7,
                    20 + (i * 37) % 160,
                    i % 11 == 0 ? 0.01 : 0));
        }
        return endpoints;
    }

    /** Names, messages and bodies that would like to be more than text. */
    public static List<Endpoint> hostile() {
        List<Endpoint> endpoints = new ArrayList<>(shop());
        endpoints.add(Endpoint.of("<b>user</b>", "</script><script>alert('name')</script>", "GET", 3, 20, 0.2)
                .saying("<img src=x onerror=\"alert('message')\"> in the body"));
        endpoints.add(
                Endpoint.of("ApiUser", "=cmd|' /C calc'!A0", "GET", 2, 20, 0.1).saying("@SUM(1+1)*cmd|' /C calc'!A0"));
        return endpoints;
    }

    // Going on

    /** Measures that many seconds more. Ends by itself where the shape ends. */
    public synchronized void advance(int seconds) {
        for (int i = 0; i < seconds && !result.isDone(); i++) {
            begin();
            if (shape.isEmpty()) {
                return;
            }
            measure();
            second++;
            if (second * SECOND >= shape.get().lengthNanos()) {
                end(End.COMPLETE);
            } else {
                tick();
            }
        }
    }

    private void begin() {
        if (shape.isPresent()) {
            boolean judged =
                    plan.phases().stream().anyMatch(phase -> phase.judged() && second * SECOND >= phase.fromNanos());
            state = judged ? Live.State.RUNNING : Live.State.WARMING_UP;
        }
    }

    private void tick() {
        stale = true;
        if (!listeners.isEmpty()) {
            Live now = live();
            listeners.forEach(listener -> listener.accept(now));
        }
    }

    private Ledger.Now now() {
        return new Ledger.Now(
                state,
                second * SECOND,
                shape,
                Stream.concat(
                                workers.stream().map(name -> new Ledger.Attendance(name, "running", true, false, 0.3)),
                                joining.stream().map(name -> new Ledger.Attendance(name, "joining", false, false, 0.3)))
                        .toList());
    }

    /** A worker has come that is not ready yet. */
    public synchronized void greet(String worker) {
        joining.add(worker);
        tick();
    }

    private void measure() {
        long at = second * SECOND;
        Shape load = shape.orElseThrow();
        int users = load.usersAt(at);
        int intended = load.usersAt(at);
        double pressure = users / 120.0;
        for (int i = 0; i < workers.size(); i++) {
            int share = users / workers.size() + (i < users % workers.size() ? 1 : 0);
            ledger.enter(workers.get(i), snapshot(at, share, intended / workers.size(), pressure, i));
        }
    }

    private Snapshot snapshot(long at, int users, int intended, double pressure, int worker) {
        int phase = plan.phases().stream()
                .filter(candidate -> at >= candidate.fromNanos() && at < candidate.toNanos())
                .mapToInt(Phase::index)
                .findFirst()
                .orElse(plan.phases().size() - 1);
        int weights = endpoints.stream().mapToInt(Endpoint::weight).sum();
        List<Snapshot.Row> rows = new ArrayList<>();
        List<Snapshot.Failures> failures = new ArrayList<>();
        List<Snapshot.Exchange> exchanges = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            measure(endpoint, users * 1.6 * endpoint.weight / weights, phase, pressure, rows, failures, exchanges);
        }
        long late = pressure > 1.6 ? random.nextInt(5) : 0;
        LatencyHistogram lag = new LatencyHistogram();
        for (int i = 0; i < 100; i++) {
            lag.record((long) (120 + 300 * random.nextDouble() * pressure));
        }
        return new Snapshot(
                second,
                at,
                at + SECOND,
                rows,
                failures,
                List.of(),
                Map.of(
                        Snapshot.Counter.ITERATIONS,
                        rows.stream().mapToLong(Snapshot.Row::requests).sum(),
                        Snapshot.Counter.LATE,
                        late),
                new Snapshot.Gauges(
                        users,
                        intended,
                        users / 2,
                        users,
                        busy * Math.min(2, pressure),
                        0.08 + 0.2 * pressure * (0.9 + 0.2 * random.nextDouble()),
                        0,
                        0.004,
                        90 << 20,
                        (180L + 9 * worker + second / 20) << 20,
                        60 + users,
                        20_000,
                        0),
                Map.of(Snapshot.LOOP_LAG, lag.encode(), Snapshot.CONNECT, lag.encode()),
                exchanges);
    }

    private void measure(
            Endpoint endpoint,
            double mean,
            int phase,
            double pressure,
            List<Snapshot.Row> rows,
            List<Snapshot.Failures> failures,
            List<Snapshot.Exchange> exchanges) {
        int count = (int)
                Math.max(0, Math.floor(mean + random.nextDouble() + 0.6 * random.nextGaussian() * Math.sqrt(mean)));
        if (count == 0) {
            return;
        }
        LatencyHistogram response = new LatencyHistogram();
        LatencyHistogram service = new LatencyHistogram();
        LatencyHistogram firstByte = new LatencyHistogram();
        int failed = 0;
        boolean hiccup = second % 97 > 93;
        for (int i = 0; i < count; i++) {
            double slow = random.nextDouble() < 0.012 ? 4 + 6 * random.nextDouble() : 1;
            double millis = endpoint.medianMillis
                    * Math.exp(endpoint.spread * random.nextGaussian())
                    * (0.8 + 0.45 * pressure * pressure)
                    * slow
                    * (hiccup ? 2.4 : 1);
            response.record((long) (millis * 1000));
            service.record((long) (millis * 970));
            firstByte.record((long) (millis * 880));
            failed += random.nextDouble() < endpoint.failureRate * (1 + 2 * Math.max(0, pressure - 1)) ? 1 : 0;
        }
        rows.add(new Snapshot.Row(
                endpoint.key,
                phase,
                count,
                failed,
                (long) count * endpoint.bytes,
                count * 220L,
                response.encode(),
                service.encode(),
                firstByte.encode(),
                statuses(endpoint, count, failed)));
        if (failed > 0) {
            fail(endpoint, phase, failed, failures, exchanges);
        }
    }

    private static List<StatusCount> statuses(Endpoint endpoint, int count, int failed) {
        StatusCount met = new StatusCount(200, count - failed, 0);
        return failed > 0 && endpoint.message.startsWith("status")
                ? List.of(met, new StatusCount(503, failed, failed))
                : List.of(met);
    }

    private void fail(
            Endpoint endpoint,
            int phase,
            int failed,
            List<Snapshot.Failures> failures,
            List<Snapshot.Exchange> exchanges) {
        long millis = STARTED.toEpochMilli() + second * 1000;
        FailureKind kind = endpoint.message.startsWith("status")
                ? FailureKind.STATUS
                : endpoint.message.startsWith("no complete") ? FailureKind.TIMEOUT : FailureKind.CHECK;
        failures.add(new Snapshot.Failures(endpoint.key, phase, kind, endpoint.message, failed, millis, millis));
        exchanges.add(new Snapshot.Exchange(
                endpoint.key,
                endpoint.message,
                millis,
                endpoint.medianMillis * 1.7,
                endpoint.key.method() + " " + endpoint.key.name()
                        + " HTTP/1.1\r\nHost: items.shop.svc:8000\r\nAuthorization: Bearer (redacted)\r\n\r\n",
                "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\n\r\n" + "{\"error\":\""
                        + endpoint.message + "\",\"html\":\"<script>alert('body')</script>\"}"));
    }

    /** From now on the loops are so busy that the generator is the bottleneck. */
    public void saturate() {
        busy = 0.99;
    }

    /** Notes that the run was disturbed. */
    public void degrade(double from, double to, String kind, String message) {
        degraded.add(new Result.Degraded(from, to, kind, message));
    }

    /** Compares with an earlier run at the end. */
    public FakeRun against(Result earlier) {
        baseline = Optional.of(earlier);
        return this;
    }

    private void end(End end) {
        state = Live.State.STOPPED;
        tick();
        result.complete(close(end));
    }

    private Result close(End end) {
        return ledger.result(new Ledger.Closing(
                "0.1.0",
                "items-api-7f3a",
                "3f6b9d20c1e84a55",
                "apiVersion: throng.dev/v1\nkind: LoadTest\nmetadata:\n  name: items-api\nspec:\n  target: http://items.shop.svc:8000\n",
                STARTED,
                STARTED.plusSeconds(second),
                second * SECOND,
                shape,
                now().workers(),
                end,
                end == End.COMPLETE ? "" : "A person stopped the run",
                List.copyOf(degraded),
                0,
                new Result.Environment(
                        "25.0.3 (Eclipse Adoptium)",
                        "Linux 6.8 amd64",
                        "runner-0",
                        4,
                        512L << 20,
                        "epoll",
                        "virtual threads"),
                Earlier.baseline(baseline)));
    }

    // What everyone asks

    @Override
    public String id() {
        return "items-api-7f3a";
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public synchronized Live live() {
        if (stale) {
            live = ledger.live(now());
            stale = false;
        }
        return live;
    }

    @Override
    public synchronized void onTick(Consumer<Live> listener) {
        listeners.add(listener);
    }

    @Override
    public synchronized void load(int users, double spawnRate) {
        long at = second * SECOND;
        shape = Optional.of(shape.orElseGet(Shapes::interactive).edited(at, users, spawnRate));
        begin();
        tick();
    }

    @Override
    public synchronized void resetStatistics() {
        ledger.reset(second * SECOND);
        tick();
    }

    @Override
    public synchronized void stop(StopReason reason) {
        if (!result.isDone()) {
            end(reason == StopReason.END ? End.COMPLETE : End.INTERRUPTED);
        }
    }

    @Override
    public synchronized CompletableFuture<Result> resultSoFar() {
        return result.isDone() ? result : CompletableFuture.completedFuture(close(End.INTERRUPTED));
    }

    @Override
    public synchronized <T> CompletableFuture<T> ask(Function<Totals, T> question) {
        return CompletableFuture.completedFuture(question.apply(ledger.totals()));
    }

    @Override
    public CompletableFuture<Result> result() {
        return result;
    }

    /** What the sum of these is, for tests that compare. */
    static Map<String, Long> requests(Result result) {
        Map<String, Long> byName = new LinkedHashMap<>();
        result.names().forEach(row -> byName.merge(row.key().name(), row.requests(), Long::sum));
        return byName;
    }

    static EncodedHistogram times(Result result) {
        return result.total().response().histogram();
    }
}
