package dev.throng.runner.cli.option;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.files.Destination;
import dev.throng.runner.plan.compile.Export;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the results go beside the terminal. Folders are created. */
public final class OutputOptions {
    @Option(
            names = "--csv",
            paramLabel = "PREFIX",
            description =
                    "Write PREFIX_stats.csv, PREFIX_stats_history.csv, PREFIX_failures.csv and PREFIX_exceptions.csv with Locust's columns,"
                            + " and PREFIX_statuses.csv.")
    public @Nullable String csvPrefix;

    @Option(
            names = "--csv-full-history",
            description = "A history row per request name and second, not only the total.")
    public boolean csvFullHistory;

    @Mixin
    public ResultOptions result = new ResultOptions();

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress, only the summary.")
    public boolean quiet;

    /** Those that are made of a result alone. */
    public static OutputOptions of(ResultOptions result) {
        OutputOptions options = new OutputOptions();
        options.result = result;
        return options;
    }

    /** Those among them that others read. */
    public static OutputOptions of(ReportOptions reports) {
        ResultOptions result = new ResultOptions();
        result.reports = reports;
        return of(result);
    }

    /** @throws Refusal when two outputs are to go where there is room for one */
    public void check() {
        if (csvPrefix != null && (csvPrefix.isEmpty() || csvPrefix.equals(Destination.STANDARD_OUTPUT))) {
            throw new Refusal(
                    ExitCode.INVALID,
                    "--csv: several files are written, give what their names begin with, such as out/run");
        }
        Map<Path, String> taken = new HashMap<>();
        result.byOption().forEach((option, file) -> {
            Destination place = Destination.of(file);
            String other =
                    place.isStandardOutput() || place.isReplaced() ? taken.putIfAbsent(place.path(), option) : null;
            if (other != null) {
                throw new Refusal(ExitCode.INVALID, other + " and " + option + " can't both be written to " + file);
            }
        });
    }

    /** Whether standard output belongs to one of them, so that what is for people goes to standard error. */
    public boolean takesStandardOutput() {
        return resultFiles().stream().anyMatch(OutputOptions::onStandardOutput);
    }

    private static boolean onStandardOutput(Path file) {
        return Destination.of(file).isStandardOutput();
    }

    /** The files that are made of the result. */
    public List<Path> resultFiles() {
        return result.files();
    }

    /** Where results are kept for the runs after it. */
    public Optional<ResultStore> history = Optional.empty();

    /** Who is sent metrics of a run while it goes on. */
    public List<Export> exports = List.of();

    /** What is done with a result when all that is to be written is written. */
    public Consumer<Result> afterwards = _ -> {};

    /** What a result makes the process exit with. */
    public ToIntFunction<Result> exitCode = result -> result.verdict().exitCode();
}
