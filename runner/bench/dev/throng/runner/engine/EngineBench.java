package dev.throng.runner.engine;

import dev.throng.runner.dispatch.Assignment;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.shape.Stage;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;
import dev.throng.runner.stats.Totals;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Drives the bare engine against a server and prints one line of figures: requests per CPU-second of this process, lag,
 * memory, allocation. Arguments: target, users (or {@code rate/s}), seconds, loops.
 */
public final class EngineBench {
    private EngineBench() {}

    public static void main(String[] arguments) throws InterruptedException {
        URI target = URI.create(arguments[0]);
        boolean open = arguments[1].endsWith("/s");
        int load = Integer.parseInt(arguments[1].replace("/s", ""));
        int seconds = Integer.parseInt(arguments[2]);
        int loops = Integer.parseInt(arguments[3]);
        var users = Plans.users(Plans.get(target.getPath()));
        if (arguments.length > 4) {
            users.waiting(new Wait.Constant(
                    Duration.ofMillis(Integer.parseInt(arguments[4])).toNanos()));
        }
        Plan plan = Plans.plan(target.resolve("/"), users);
        Pollers pollers = Pollers.choose();
        System.err.println("poller " + pollers.name() + " " + pollers.reason());
        try (Engine engine = LoopEngine.of(plan, new EngineOptions(loops, pollers))) {
            var shape = open
                    ? Shapes.stages(List.of(new Stage.Arrive(seconds * 10_000_000_000L, load, false, 1000)), 1)
                    : Shapes.constant(load, 5000);
            engine.start(System.nanoTime(), shape, Assignment.single().share(0, plan));
            Thread.sleep(3000);
            engine.cut().join();
            long cpu = cpuNanos();
            long allocated = loopBytes();
            Totals totals = new Totals(phase -> true);
            Snapshot last = null;
            for (int second = 0; second < seconds; second++) {
                Thread.sleep(1000);
                last = engine.cut().join();
                totals.add("bench", last);
            }
            double used = (cpuNanos() - cpu) / 1e9;
            var all = totals.judged();
            System.out.printf(
                    "requests %d failures %d rps %.0f cpu %.2fs perCpuSecond %.0f p50 %.3fms p99 %.3fms lag p50 %.3fms p99 %.3fms busy %.2f rss %dMB heap %dMB bytes/request %.1f dropped %d%n",
                    all.requests(),
                    all.failures(),
                    all.requests() / (double) seconds,
                    used,
                    all.requests() / used,
                    all.service().percentileMillis(50),
                    all.service().percentileMillis(99),
                    totals.timings().containsKey("lag")
                            ? totals.timings().get("lag").percentileMillis(50)
                            : -1,
                    totals.timings().containsKey("lag")
                            ? totals.timings().get("lag").percentileMillis(99)
                            : -1,
                    last.gauges().loopBusy(),
                    last.gauges().residentBytes() >> 20,
                    last.gauges().heapBytes() >> 20,
                    (loopBytes() - allocated) / (double) all.requests(),
                    totals.counter(Counter.DROPPED));
            totals.failures().forEach(failure -> System.out.println(failure));
            totals.exceptions().forEach((worker, rows) -> rows.forEach(System.out::println));
            engine.stop(Duration.ofSeconds(2)).join();
        }
    }

    /** What the loops' threads have allocated so far. */
    private static long loopBytes() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        for (long id : threads.getAllThreadIds()) {
            var thread = threads.getThreadInfo(id);
            if (thread != null && thread.getThreadName().startsWith("loop-")) {
                bytes += threads.getThreadAllocatedBytes(id);
            }
        }
        return bytes;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
