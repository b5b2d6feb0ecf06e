package dev.throng.kubectl;

import dev.throng.api.status.DisplayStatus;
import dev.throng.api.status.Phase;
import dev.throng.api.status.ProgressStatus;
import dev.throng.api.status.WorkersStatus;
import dev.throng.kubectl.cluster.Cluster;
import dev.throng.kubectl.cluster.ClusterOptions;
import dev.throng.kubectl.cluster.LoadTest;
import dev.throng.kubectl.terminal.Drawing;
import dev.throng.kubectl.terminal.Table;
import dev.throng.kubectl.terminal.Words;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.report.console.text.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "top", description = TopCommand.ABOUT, mixinStandardHelpOptions = true)
final class TopCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT =
            "Shows the load tests of the namespace, live on a terminal, those under way first; Ctrl-C ends it.";

    private static final Duration BEAT = Duration.ofSeconds(1);

    @Mixin
    private ClusterOptions where = new ClusterOptions();

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Those of all namespaces.")
    private boolean everywhere;

    @Option(names = "--once", description = "Once, as it does where it can't draw.")
    private boolean once;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = Terminal.detect(System.out, System.getenv());
        try (Cluster cluster = where.open();
                Drawing drawing = new Drawing(System.out, terminal)) {
            if (once || !drawing.possible()) {
                lines(cluster, Instant.now()).forEach(System.out::println);
                return ExitCode.PASSED;
            }
            while (true) {
                drawing.draw(lines(cluster, Instant.now()));
                Thread.sleep(BEAT);
            }
        }
    }

    private List<String> lines(Cluster cluster, Instant now) {
        List<LoadTest> tests = cluster.loadTests(everywhere).stream()
                .sorted(Comparator.comparing((LoadTest test) -> !test.isUnderWay())
                        .thenComparing(test -> test.startedAt().orElse(Instant.EPOCH), Comparator.reverseOrder())
                        .thenComparing(LoadTest::name))
                .toList();
        if (tests.isEmpty()) {
            return List.of(
                    "there are no LoadTests in " + (everywhere ? "this cluster" : "namespace " + cluster.namespace()));
        }
        Table table = everywhere
                ? new Table("NAMESPACE", "NAME", "PHASE", "TIME", "USERS", "WORKERS", "RPS", "P95", "FAILED", "VERDICT")
                : new Table("NAME", "PHASE", "TIME", "USERS", "WORKERS", "RPS", "P95", "FAILED", "VERDICT");
        for (LoadTest test : tests) {
            String[] row = row(test, now);
            if (everywhere) {
                String[] whole = new String[row.length + 1];
                whole[0] = test.namespace();
                System.arraycopy(row, 0, whole, 1, row.length);
                row = whole;
            }
            table.row(row);
        }
        return table.lines();
    }

    private static String[] row(LoadTest test, Instant now) {
        DisplayStatus display =
                Optional.ofNullable(test.status().display()).orElse(new DisplayStatus(null, null, null, null, null));
        WorkersStatus workers = test.status().workers();
        return new String[] {
            test.name(),
            test.status().phase() == null ? Words.NONE : test.status().phase().name(),
            time(test, now),
            Words.orNone(display.users()),
            workers == null ? Words.NONE : Words.count(workers.ready()) + "/" + Words.count(workers.desired()),
            Words.orNone(display.rps()),
            Words.orNone(display.p95()),
            Words.orNone(display.failed()),
            Optional.ofNullable(test.status().result())
                    .map(result -> result.verdict())
                    .map(Enum::name)
                    .orElse(Words.NONE),
        };
    }

    private static String time(LoadTest test, Instant now) {
        if (test.status().phase() == Phase.Running) {
            ProgressStatus progress = test.status().progress();
            return progress == null
                    ? Words.NONE
                    : Words.orNone(progress.elapsed())
                            + (progress.remaining() == null ? "" : ", " + progress.remaining() + " left");
        }
        return Optional.ofNullable(test.status().finishedAt())
                .map(end -> Words.duration(Duration.between(Instant.parse(end), now)) + " ago")
                .orElse(Words.NONE);
    }
}
