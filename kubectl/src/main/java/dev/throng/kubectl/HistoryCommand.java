package dev.throng.kubectl;

import dev.throng.api.LoadTestStatus;
import dev.throng.api.status.Condition;
import dev.throng.api.status.ConditionStatus;
import dev.throng.api.status.ReportStatus;
import dev.throng.api.status.ResultStatus;
import dev.throng.api.status.RunHistoryStatus;
import dev.throng.kubectl.cluster.Cluster;
import dev.throng.kubectl.cluster.ClusterOptions;
import dev.throng.kubectl.cluster.LoadTest;
import dev.throng.kubectl.terminal.Table;
import dev.throng.kubectl.terminal.Words;
import dev.throng.runner.cli.process.ExitCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "history", description = HistoryCommand.ABOUT, mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT = "Lists the runs of a LoadTest, the latest first.";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private ClusterOptions where = new ClusterOptions();

    @Parameters(paramLabel = "NAME", description = "The LoadTest.")
    private String name = "";

    @Override
    public Integer call() {
        try (Cluster cluster = where.open()) {
            LoadTest test = cluster.loadTest(name);
            Table table =
                    new Table("RUN", "STARTED", "REASON", "REQUESTS", "RPS", "P50", "P95", "P99", "FAILED", "REPORT");
            latest(test, table);
            Optional.ofNullable(test.status().history()).orElse(List.of()).forEach(run -> table.row(row(run)));
            table.lines().forEach(spec.commandLine().getOut()::println);
            return ExitCode.PASSED;
        }
    }

    private static void latest(LoadTest test, Table table) {
        LoadTestStatus status = test.status();
        if (status.runId() == null) {
            return;
        }
        String reason = test.condition("Finished")
                .filter(condition -> condition.status() == ConditionStatus.True)
                .map(Condition::reason)
                .orElseGet(() ->
                        status.phase() == null ? Words.NONE : status.phase().name());
        ResultStatus result = status.result();
        table.row(
                status.runId(),
                Words.orNone(status.startedAt()),
                reason,
                result == null ? Words.NONE : Words.count(result.requests()),
                result == null ? Words.NONE : Words.rate(result.rps()),
                result == null ? Words.NONE : Words.millis(result.p50()),
                result == null ? Words.NONE : Words.millis(result.p95()),
                result == null ? Words.NONE : Words.millis(result.p99()),
                result == null ? Words.NONE : Words.percent(result.failureRate()),
                place(status.report()));
    }

    private static String[] row(RunHistoryStatus run) {
        return new String[] {
            Words.orNone(run.runId()),
            Words.orNone(run.startedAt()),
            Words.orNone(run.reason()),
            Words.count(run.requests()),
            Words.rate(run.rps()),
            Words.millis(run.p50()),
            Words.millis(run.p95()),
            Words.millis(run.p99()),
            Words.percent(run.failureRate()),
            place(run.report()),
        };
    }

    private static String place(@Nullable ReportStatus report) {
        if (report == null) {
            return Words.NONE;
        }
        return report.configMap() != null ? "kept" : Words.orNone(report.location());
    }
}
