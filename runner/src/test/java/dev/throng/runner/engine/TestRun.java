package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.dispatch.Assignment;
import dev.throng.runner.dispatch.Share;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.total.Totals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** An engine in a test: started, followed by its snapshots, stopped; what it measured adds up here. */
final class TestRun implements AutoCloseable {
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

    private final Plan plan;
    private final Engine engine;
    private final Totals totals = new Totals(phase -> true);
    private final List<Snapshot> snapshots = new ArrayList<>();

    private TestRun(Plan plan, Engine engine) {
        this.plan = plan;
        this.engine = engine;
    }

    /** Both pollers, or the one that this machine has. */
    static Stream<Pollers> pollers() {
        Pollers portable = Pollers.selector("asked for");
        Pollers best = Pollers.choose();
        return best.name().equals(portable.name()) ? Stream.of(portable) : Stream.of(portable, best);
    }

    static TestRun of(Plan plan, Pollers pollers, int loops) {
        return new TestRun(plan, LoopEngine.of(plan, new EngineOptions(loops, pollers)));
    }

    static TestRun of(Plan plan, Engine engine) {
        return new TestRun(plan, engine);
    }

    Engine engine() {
        return engine;
    }

    Share share() {
        return Assignment.single().share(0, plan);
    }

    void start(Shape shape) {
        engine.start(System.nanoTime(), shape, share());
    }

    void change(Shape shape) {
        engine.change(shape, share());
    }

    void untilRequests(long wanted) {
        until(() -> requests() >= wanted);
    }

    /** Cuts until the condition holds. */
    void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it never came true; " + requests() + " requests, " + totals.counters() + ", "
                        + failureMessages() + totals.exceptions());
            }
            cut();
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    Snapshot cut() {
        return add(engine.cut().join());
    }

    void stop() {
        stop(Duration.ofSeconds(5));
    }

    void stop(Duration grace) {
        add(engine.stop(grace).join());
    }

    private Snapshot add(Snapshot snapshot) {
        snapshots.add(snapshot);
        totals.add("test", snapshot);
        return snapshot;
    }

    List<Snapshot> snapshots() {
        return snapshots;
    }

    Totals totals() {
        return totals;
    }

    long requests() {
        return totals.judged().requests();
    }

    long failures() {
        return totals.judged().failures();
    }

    Tally of(String name) {
        return totals.judged(name);
    }

    long counter(Counter counter) {
        return totals.counter(counter);
    }

    LatencyHistogram timing(String name) {
        return totals.timings().get(name);
    }

    /** The identity: what the server's log must hold. */
    long logLines() {
        return requests()
                + counter(Counter.ABORTED)
                + counter(Counter.REDIRECT_HOPS)
                + counter(Counter.RETRIES)
                - counter(Counter.NEVER_SENT)
                - counter(Counter.EXTERNAL);
    }

    List<String> failureMessages() {
        return totals.failures().stream()
                .map(failure -> failure.kind() + ": " + failure.message())
                .toList();
    }

    @Override
    public void close() {
        engine.close();
        assertThat(touchedTooLate()).as("uses of what had been given back").isEmpty();
    }

    private List<String> touchedTooLate() {
        return totals.exceptions().values().stream()
                .flatMap(List::stream)
                .map(Snapshot.Exceptions::trace)
                .filter(trace -> trace.contains("Poison") || trace.contains("ByteSink"))
                .toList();
    }
}
