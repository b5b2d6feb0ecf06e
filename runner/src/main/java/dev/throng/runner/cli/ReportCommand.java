package dev.throng.runner.cli;

import dev.throng.runner.cli.file.Results;
import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.option.OutputOptions;
import dev.throng.runner.cli.option.ReportOptions;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.session.Outputs;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.console.summary.Summary;
import dev.throng.runner.report.console.text.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "report", description = ReportCommand.ABOUT, mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT =
            "Makes the report page and other outputs from a stored result; without any, prints the summary.";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "RESULT.json",
            description =
                    "What 'run --json' wrote, or a report's ConfigMap holds; compressed or not, - is standard input.")
    private Path stored = Path.of("");

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Option(
            names = "--annotate",
            paramLabel = "LOADTEST",
            description = "Print why it did not pass as GitHub's annotations at the lines of this file.")
    private @Nullable String annotated;

    @Override
    public Integer call() {
        Result result = Results.read(stored);
        OutputOptions options = OutputOptions.of(reports);
        if (annotated != null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(FindingFormat.GITHUB.of(Annotations.of(result, TestFile.read(annotated), annotated)));
            out.flush();
        } else if (options.resultFiles().isEmpty()) {
            Summary.print(result, Terminal.detect(System.out, System.getenv()));
            return ExitCode.PASSED;
        }
        Outputs outputs = Outputs.open(options);
        outputs.write(result);
        outputs.problems()
                .forEach(problem -> spec.commandLine().getErr().println("throng: could not write " + problem));
        return outputs.problems().isEmpty() ? ExitCode.PASSED : ExitCode.BROKEN;
    }
}
