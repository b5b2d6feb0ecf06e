package dev.throng.runner.engine;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.runner.code.Bundle;
import dev.throng.runner.code.Languages;
import dev.throng.runner.code.Loading;
import dev.throng.runner.code.Terms;
import dev.throng.runner.dispatch.Assignment;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.compile.Compiled;
import dev.throng.runner.plan.compile.PlanCompiler;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.total.Totals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Drives the bare engine with a LoadTest file, and prints a JSON object of figures for each window it is asked for: what
 * engine.py compares with other generators.
 *
 * <p>Arguments: FILE TARGET WARM-UP-SECONDS LOOPS. Prints an empty line when it is warm; then each line of the standard input
 * is the length of a window in seconds. Load is applied all the time, until the input ends: who takes turns stops the
 * process in between.
 */
public final class EngineBench {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private EngineBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Plan plan = plan(arguments[0], arguments[1]);
        int warmUp = Integer.parseInt(arguments[2]);
        EngineOptions options = new EngineOptions(Integer.parseInt(arguments[3]), Pollers.choose());
        try (Engine engine = LoopEngine.of(plan, options)) {
            engine.start(
                    System.nanoTime(),
                    plan.shape().orElseThrow(),
                    Assignment.single().share(0, plan));
            seconds(engine, warmUp, unread -> {});
            System.out.println();
            windows(engine, options);
            engine.stop(Duration.ofSeconds(2)).join();
        }
    }

    private static void windows(Engine engine, EngineOptions options) throws IOException, InterruptedException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            // The first second after a pause is not measured.
            seconds(engine, 1, unread -> {});
            Window window = new Window();
            seconds(engine, Integer.parseInt(line), window::add);
            System.out.println(window.json(options));
        }
    }

    /** Lets so many seconds pass, and cuts an interval after each, as a run does. */
    private static void seconds(Engine engine, int many, Consumer<Snapshot> taker) throws InterruptedException {
        for (int second = 0; second < many; second++) {
            Thread.sleep(1000);
            taker.accept(engine.cut().join());
        }
    }

    private static Plan plan(String file, String target) {
        var document = ((Reading.Accepted) LoadTestReader.read(Path.of(file)))
                .loadTests()
                .getFirst();
        PlanOptions options = withCode(document.spec(), PlanOptions.DEFAULTS.withTarget(target));
        return switch (PlanCompiler.compile(document.name(), document.spec(), options)) {
            case Compiled.Accepted accepted -> accepted.plan();
            case Compiled.Refused refused ->
                throw new IllegalArgumentException(refused.problems().toString());
        };
    }

    /** Users may be written in Java. */
    private static PlanOptions withCode(LoadTestSpec spec, PlanOptions options) {
        if (spec.scenario().java() == null) {
            return options;
        }
        Bundle bundle =
                new Bundle(Map.of("Scenario.java", spec.scenario().java().source()), List.of());
        return switch (Languages.named("java").orElseThrow().load(bundle, Terms.ALL)) {
            case Loading.Ready ready -> options.withScenario(ready.scenario(), "");
            case Loading.Refused refused ->
                throw new IllegalArgumentException(refused.mistakes().toString());
        };
    }

    /** What happened between two instants. */
    private static final class Window {
        private final Totals totals = new Totals(phase -> true);
        private final long cpuNanos = SYSTEM.getProcessCpuTime();
        private final long allocated = loopBytes();
        private Snapshot last;
        private int seconds;

        void add(Snapshot snapshot) {
            last = snapshot;
            seconds++;
            totals.add("bench", snapshot);
        }

        String json(EngineOptions options) {
            double cpu = (SYSTEM.getProcessCpuTime() - cpuNanos) / 1e9;
            Tally all = totals.judged();
            LatencyHistogram lag = totals.timings().getOrDefault("lag", new LatencyHistogram());
            return String.format(
                    Locale.ROOT,
                    """
                    {"poller": "%s", "requests": %d, "failures": %d, "perSecond": %.0f, \
                    "cpuSeconds": %.3f, "perCpuSecond": %.0f, "p50": %.4f, "p99": %.4f, "responseP50": %.4f, \
                    "responseP99": %.4f, "lagP50": %.4f, "lagP99": %.4f, "dropped": %d, "late": %d, "users": %d, \
                    "residentKB": %d, "liveHeapKB": %d, "bytesPerRequest": %.1f, "busy": %.2f, "problems": "%s"}""",
                    options.pollers().name(),
                    all.requests(),
                    all.failures(),
                    all.requests() / (double) seconds,
                    cpu,
                    all.requests() / cpu,
                    all.service().percentileMillis(50),
                    all.service().percentileMillis(99),
                    all.response().percentileMillis(50),
                    all.response().percentileMillis(99),
                    lag.percentileMillis(50),
                    lag.percentileMillis(99),
                    totals.counter(Counter.DROPPED),
                    totals.counter(Counter.LATE),
                    last.gauges().users(),
                    last.gauges().residentBytes() >> 10,
                    liveHeap() >> 10,
                    (loopBytes() - allocated) / (double) all.requests(),
                    last.gauges().loopBusy(),
                    problems());
        }

        private String problems() {
            Function<Object, String> plain =
                    text -> text.toString().replace('"', '\'').replace('\n', ' ');
            return plain.apply(totals.failures().stream().limit(3).toList()) + plain.apply(totals.exceptions());
        }
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** What the loops' threads have allocated so far. */
    private static long loopBytes() {
        long bytes = 0;
        for (long id : THREADS.getAllThreadIds()) {
            var thread = THREADS.getThreadInfo(id);
            if (thread != null && thread.getThreadName().startsWith("loop-")) {
                bytes += THREADS.getThreadAllocatedBytes(id);
            }
        }
        return bytes;
    }
}
