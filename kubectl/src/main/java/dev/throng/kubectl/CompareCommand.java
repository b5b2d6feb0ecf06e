package dev.throng.kubectl;

import dev.throng.kubectl.cluster.Cluster;
import dev.throng.kubectl.cluster.ClusterOptions;
import dev.throng.kubectl.cluster.Reports;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.report.Comparing;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.console.summary.Summary;
import dev.throng.runner.report.console.text.Terminal;
import dev.throng.runner.verdict.Comparison;
import dev.throng.runner.verdict.regression.Regression;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "compare", description = CompareCommand.ABOUT, mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT =
            "Compares two runs: exit code 1 when the newer one is worse by more than is tolerated and more than chance"
                    + " explains.";

    @Mixin
    private ClusterOptions where = new ClusterOptions();

    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description =
                    "A run's id ('kubectl throng history' lists them), a LoadTest (its latest run), or a stored result.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "The newer one, in the same way.")
    private String now = "";

    @Option(
            names = "--anyway",
            description = "Compare also what is not alike: other users, another load, a generator at its limit.")
    private boolean anyway;

    @Override
    public Integer call() {
        try (Cluster cluster = where.open()) {
            Result earlier = Reports.named(cluster, before);
            Result later = Reports.named(cluster, now);
            List<String> refusals = anyway ? List.of() : Comparing.refusals(earlier, later);
            if (!refusals.isEmpty()) {
                throw new Refusal(
                        ExitCode.INVALID,
                        "these can't be compared (--anyway does it nevertheless): " + String.join("; ", refusals));
            }
            Comparison comparison = Comparing.compare(earlier, later, Regression.TOLERANCES);
            Summary.print(comparison, Terminal.detect(System.out, System.getenv()));
            return comparison.regression() ? ExitCode.FAILED : ExitCode.PASSED;
        }
    }
}
