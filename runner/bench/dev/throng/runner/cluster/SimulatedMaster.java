package dev.throng.runner.cluster;

import com.sun.management.OperatingSystemMXBean;
import dev.throng.runner.cluster.master.MasterEndpoint;
import dev.throng.runner.cluster.master.session.Downlink;
import dev.throng.runner.cluster.protocol.Loop;
import dev.throng.runner.cluster.protocol.Span;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.Token;
import dev.throng.runner.report.About;
import dev.throng.runner.report.Earlier;
import dev.throng.runner.report.Result;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A master as it is, and beside it what it costs: its process's CPU time over the last part of the run, its memory, how
 * long one snapshot takes to be merged, and how long after its interval's end it is counted.
 *
 * <p>{@code WORKERS SECONDS}; the token is in the environment; says its port on the first line.
 */
final class SimulatedMaster {
    private static final long SECOND = 1_000_000_000;
    private static final int WARMUP_SECONDS = 30;

    private final LatencyHistogram merging = new LatencyHistogram();
    private final LatencyHistogram waiting = new LatencyHistogram();
    private long snapshots;
    private long cpuAtStart;
    private long startedAt;
    private long t0;

    public static void main(String[] args) throws Exception {
        new SimulatedMaster().run(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        System.exit(0);
    }

    private void run(int workers, int seconds) throws Exception {
        MasterServer.Options options = new MasterServer.Options(
                new InetSocketAddress("127.0.0.1", 0),
                workers,
                Duration.ofMinutes(3),
                Token.of(System.getenv(Token.VARIABLE)),
                Optional.empty());
        About about = new About("sim", "bench", "", "", new Result.Environment("", "", "", 1, 0, "", ""), Earlier.NONE);
        try (MasterServer master =
                MasterServer.start(SimulatedPlan.of(seconds), "plan", about, options, this::measured)) {
            System.out.println(master.address().getPort());
            Result result = master.run().result().get();
            System.out.printf(
                    "counted %d requests of %d workers%n",
                    result.total().requests(), result.workers().size());
        }
    }

    private MasterEndpoint measured(Loop loop, MasterEndpoint master) {
        return new MasterEndpoint() {
            @Override
            public void received(Downlink from, ToMaster message) {
                long before = loop.nanos();
                master.received(from, message);
                if (message instanceof ToMaster.Report report) {
                    reported(report.span(), before, loop.nanos());
                }
            }

            @Override
            public void closed(Downlink link) {
                master.closed(link);
            }
        };
    }

    /** The workers' clocks are this machine's, and the earliest snapshot says where their stage clock stands. */
    private void reported(Span span, long before, long after) {
        long stage = span.snapshot().toNanos();
        t0 = t0 == 0 ? before - stage : Math.min(t0, before - stage);
        if (span.first() < WARMUP_SECONDS) {
            cpuAtStart = cpuNanos();
            startedAt = before;
            return;
        }
        snapshots++;
        merging.recordNanos(after - before);
        waiting.recordNanos(after - (t0 + stage));
        if (span.last() % 10 == 0 && snapshots % 1000 == 0) {
            report(after);
        }
    }

    private void report(long now) {
        double seconds = (now - startedAt) / (double) SECOND;
        System.out.printf(
                "after %3.0f s: %.0f snapshots/s, %.2f cores, resident %d MB, one merge p50 %.0f µs p99 %.0f µs,"
                        + " counted after p50 %.0f ms p99 %.0f ms max %.0f ms%n",
                seconds,
                snapshots / seconds,
                (cpuNanos() - cpuAtStart) / (seconds * SECOND),
                residentMegabytes(),
                merging.percentileMillis(50) * 1000,
                merging.percentileMillis(99) * 1000,
                waiting.percentileMillis(50),
                waiting.percentileMillis(99),
                waiting.maxMicros() / 1000.0);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        } catch (IOException noSuchFile) {
            return -1;
        }
    }
}
