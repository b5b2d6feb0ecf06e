package dev.throng.kubectl;

import dev.throng.kubectl.cluster.Cluster;
import dev.throng.kubectl.cluster.ClusterOptions;
import dev.throng.kubectl.cluster.Reports;
import dev.throng.kubectl.terminal.Browser;
import dev.throng.runner.cli.option.OutputOptions;
import dev.throng.runner.cli.option.ResultOptions;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.session.Outputs;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.console.summary.Summary;
import dev.throng.runner.report.console.text.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "report", description = ReportCommand.ABOUT, mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT = "Prints the summary of a finished run, and opens or writes its report.";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private ClusterOptions where = new ClusterOptions();

    @Parameters(paramLabel = "NAME", description = "A LoadTest (its latest run), or a run's id.")
    private String name = "";

    @Option(names = "--open", description = "Open the report page in the browser.")
    private boolean open;

    @Mixin
    private ResultOptions files = new ResultOptions();

    @Override
    public Integer call() throws IOException {
        try (Cluster cluster = where.open()) {
            Result result = Reports.named(cluster, name);
            if (open && files.reports.html == null) {
                files.reports.html = Files.createTempDirectory("throng-").resolve(result.runId() + ".html");
            }
            OutputOptions options = OutputOptions.of(files);
            if (options.resultFiles().isEmpty()) {
                Summary.print(result, Terminal.detect(System.out, System.getenv()));
                return ExitCode.PASSED;
            }
            Outputs outputs = Outputs.open(options);
            outputs.write(result);
            outputs.problems()
                    .forEach(problem ->
                            spec.commandLine().getErr().println("kubectl throng: could not write " + problem));
            if (open
                    && files.reports.html != null
                    && !Browser.open(files.reports.html.toUri().toString())) {
                spec.commandLine().getOut().println(files.reports.html);
            }
            return outputs.problems().isEmpty() ? ExitCode.PASSED : ExitCode.BROKEN;
        }
    }
}
