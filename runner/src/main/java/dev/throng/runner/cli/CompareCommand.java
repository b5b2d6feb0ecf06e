package dev.throng.runner.cli;

import dev.throng.runner.cli.file.Results;
import dev.throng.runner.cli.option.ShareOption;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.report.Comparing;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.console.summary.Summary;
import dev.throng.runner.report.console.text.Terminal;
import dev.throng.runner.verdict.Comparison;
import dev.throng.runner.verdict.regression.Regression;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "compare", description = CompareCommand.ABOUT, mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT =
            "Compares two results: exit code 1 when the newer one is worse by more than is tolerated"
                    + " and more than chance explains.";

    private static final Pattern METRIC = Pattern.compile("p\\d{1,2}(\\.\\d+)?|failureRate|rps");

    @Parameters(index = "0", paramLabel = "OLD.json", description = "Result of the earlier run.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW.json", description = "Result of the newer run.")
    private Path now = Path.of("");

    @Option(
            names = "--tolerate",
            paramLabel = "METRIC=SHARE",
            description =
                    "Tolerated worsening, such as p95=10%%; metrics: percentiles, failureRate (in absolute terms),"
                            + " rps. Default: 5%% for p50, p95, p99 and rps, 0.5%% for failureRate.")
    private Map<String, String> tolerate = new LinkedHashMap<>();

    @Option(
            names = "--anyway",
            description = "Compare also what is not alike: other users, another load, a generator at its limit.")
    private boolean anyway;

    @Override
    public Integer call() {
        Result earlier = Results.read(before);
        Result later = Results.read(now);
        List<String> refusals = anyway ? List.of() : Comparing.refusals(earlier, later);
        if (!refusals.isEmpty()) {
            throw new Refusal(
                    ExitCode.INVALID,
                    "these can't be compared (--anyway does it nevertheless): " + String.join("; ", refusals));
        }
        Comparison comparison = Comparing.compare(earlier, later, tolerances());
        Summary.print(comparison, Terminal.detect(System.out, System.getenv()));
        return comparison.regression() ? ExitCode.FAILED : ExitCode.PASSED;
    }

    private Map<String, Double> tolerances() {
        Map<String, Double> tolerances = new LinkedHashMap<>(Regression.TOLERANCES);
        tolerate.forEach((metric, share) -> {
            if (!METRIC.matcher(metric).matches()) {
                throw new Refusal(
                        ExitCode.INVALID,
                        "--tolerate: '" + metric + "' is no metric; there are p50, p95, p99, …, failureRate, rps");
            }
            tolerances.put(metric, new ShareOption().convert(share));
        });
        return tolerances;
    }
}
