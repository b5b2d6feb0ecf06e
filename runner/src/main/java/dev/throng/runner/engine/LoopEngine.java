package dev.throng.runner.engine;

import dev.throng.runner.code.Scenario;
import dev.throng.runner.code.TimeLimit;
import dev.throng.runner.dispatch.Lease;
import dev.throng.runner.dispatch.Share;
import dev.throng.runner.engine.code.CodeCohort;
import dev.throng.runner.engine.draw.Feeder;
import dev.throng.runner.engine.load.Load;
import dev.throng.runner.engine.loop.CodeWatchdog;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.loop.Shared;
import dev.throng.runner.engine.loop.Slice;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.engine.machine.SelfMonitor;
import dev.throng.runner.engine.step.Program;
import dev.throng.runner.engine.user.Cohort;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.stats.Accumulator;
import dev.throng.runner.stats.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An engine of event loops. What they measured is put together on a thread of its own, away from them. */
public final class LoopEngine implements Engine {
    private final Shared shared;

    /** What handshakes compute. Virtual threads would be scheduled on the loop of the user's code that starts them. */
    private final ExecutorService elsewhere = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("handshake-", 0).factory());

    private final ExecutorService assembly = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("snapshots").factory());
    private final List<Loop> loops;
    private final List<Load> loads = new ArrayList<>();
    private final Accumulator accumulator = new Accumulator();
    private final SelfMonitor watch = new SelfMonitor();
    private long t0Nanos;
    private long cutNanos;
    private long sequence;
    private @Nullable CompletableFuture<Snapshot> stopped;
    private Optional<CodeWatchdog> codeWatch = Optional.empty();

    private LoopEngine(Plan plan, EngineOptions options) {
        shared = Shared.of(plan, options, elsewhere);
        loops = IntStream.range(0, options.loops())
                .mapToObj(index -> new Loop(shared, index, this::load))
                .toList();
        shared.budget().onReturn(() -> onLoads(Load::again));
    }

    private Load load(Loop loop) {
        Load load = new Load(loop, type -> cohort(type, loop));
        loads.add(load);
        return load;
    }

    private static Cohort cohort(UserClass type, Loop loop) {
        return type.code()
                .<Cohort>map(code -> new CodeCohort(type, loop, code))
                .orElseGet(() -> new Program(type, loop));
    }

    /**
     * An engine for a plan, with its loops running; nothing happens before {@link #start}. Code is told that this process
     * will drive load.
     *
     * @throws IllegalArgumentException the code does not want to, with its reason
     */
    public static Engine of(Plan plan, EngineOptions options) {
        plan.scenario().ifPresent(scenario -> prepare(scenario, plan.shared()));
        int most = plan.scenario().map(Scenario::mostLoops).orElse(Integer.MAX_VALUE);
        LoopEngine engine = new LoopEngine(plan, options.withLoops(Math.min(options.loops(), most)));
        engine.loops.forEach(Loop::start);
        engine.watchCode();
        return engine;
    }

    /** Where code runs on the loops, it can hold them. */
    private void watchCode() {
        shared.plan()
                .scenario()
                .filter(scenario -> shared.options().scheduler().onLoop())
                .ifPresent(scenario -> codeWatch = Optional.of(CodeWatchdog.start(scenario, loops)));
    }

    private static void prepare(Scenario scenario, String shared) {
        scenario.warmUp();
        try {
            TimeLimit.HOOK.call(scenario, "what is done before the first user", () -> {
                scenario.beforeWorker(shared);
                return true;
            });
        } catch (Throwable refused) {
            throw new IllegalArgumentException(
                    "the scenario's code refused before the first user: " + refused + Scenario.line(refused), refused);
        }
    }

    @Override
    public synchronized void start(long t0, Shape shape, Share share) {
        t0Nanos = t0;
        allow(share);
        cutNanos = Math.max(t0, System.nanoTime()); // who joins late has measured nothing before
        onLoads(load -> load.start(t0, shape, share));
    }

    @Override
    public synchronized void change(Shape shape, Share share) {
        allow(share);
        onLoads(load -> load.change(shape, share));
    }

    private void onLoads(Consumer<Load> task) {
        loads.forEach(load -> load.loop().execute(() -> task.accept(load)));
    }

    private void allow(Share share) {
        shared.budget().allow(share.iterations());
        List<Lease> leases = share.leases();
        for (int i = 0; i < Math.min(leases.size(), shared.feeders().size()); i++) {
            shared.feeders().get(i).lease(leases.get(i));
        }
    }

    @Override
    public void give(String values) {
        shared.given().take(values);
    }

    @Override
    public String gave() {
        return shared.given().gave();
    }

    @Override
    public void onNeed(Runnable told) {
        shared.need().tell(told);
    }

    @Override
    public List<Long> drawn() {
        return shared.feeders().stream().map(Feeder::drawn).toList();
    }

    @Override
    public void onSpent(Runnable told) {
        shared.budget().onSpent(told);
    }

    @Override
    public synchronized CompletableFuture<Snapshot> cut() {
        long from = cutNanos - t0Nanos;
        cutNanos = System.nanoTime();
        long to = cutNanos - t0Nanos;
        long number = sequence++;
        List<CompletableFuture<Slice>> slices = loops.stream().map(Loop::slice).toList();
        return CompletableFuture.allOf(slices.toArray(CompletableFuture[]::new))
                .thenApplyAsync(done -> assemble(number, from, to, slices), assembly);
    }

    private Snapshot assemble(long number, long from, long to, List<CompletableFuture<Slice>> slices) {
        accumulator.clear();
        List<Slice> all = slices.stream().map(CompletableFuture::join).toList();
        for (Slice slice : all) {
            accumulator.add(slice.interval());
            slice.interval().recycle();
        }
        return accumulator.snapshot(number, from, to, gauges(all));
    }

    private Snapshot.Gauges gauges(List<Slice> loops) {
        return watch.gauges(
                loops.stream().mapToInt(Slice::users).sum(),
                loops.getFirst().intendedUsers(),
                loops.stream().mapToInt(Slice::busyUsers).sum(),
                loops.stream().mapToInt(Slice::connections).sum(),
                loops.stream().mapToDouble(Slice::busyShare).max().orElse(-1));
    }

    @Override
    public synchronized CompletableFuture<Snapshot> stop(Duration grace) {
        CompletableFuture<Snapshot> known = stopped;
        if (known != null) {
            return known;
        }
        List<CompletableFuture<Void>> empty = loops.stream().map(Loop::stopLoad).toList();
        CompletableFuture<Snapshot> last = CompletableFuture.allOf(empty.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, grace.toNanos(), TimeUnit.NANOSECONDS)
                .thenComposeAsync(inTime -> abortTheRest(), assembly);
        stopped = last;
        return last;
    }

    /** What is still in flight after the grace period is cut off, then there is nothing left to measure. */
    private CompletableFuture<Snapshot> abortTheRest() {
        onLoads(Load::abort);
        return cut();
    }

    @Override
    public synchronized void close() {
        codeWatch.ifPresent(CodeWatchdog::close);
        loops.forEach(Loop::close);
        loops.forEach(Loop::awaitEnd);
        shared.plan().scenario().ifPresent(LoopEngine::finish);
        elsewhere.shutdownNow();
        assembly.shutdown();
    }

    private static void finish(Scenario scenario) {
        scenario.spare();
        try {
            TimeLimit.HOOK.call(scenario, "what is done after the last user", () -> {
                scenario.afterWorker();
                return true;
            });
        } catch (Exception late) {
            // The run is over and its figures are handed over: there is nobody left to tell.
            System.getLogger("dev.throng")
                    .log(System.Logger.Level.WARNING, "the scenario's code failed at the end", late);
        }
    }
}
