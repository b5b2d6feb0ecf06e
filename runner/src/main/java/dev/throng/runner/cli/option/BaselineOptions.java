package dev.throng.runner.cli.option;

import dev.throng.api.verdict.BaselineSpec;
import dev.throng.api.verdict.BudgetSpec;
import dev.throng.runner.cli.file.Results;
import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.Earlier;
import dev.throng.runner.report.PastRuns;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultStore;
import dev.throng.runner.store.HistoryFolder;
import dev.throng.runner.verdict.Verdict.Outcome;
import dev.throng.runner.verdict.history.Past;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The earlier runs: one to compare with, and those that make a trend. */
public final class BaselineOptions {
    private static final int HISTORY = 20;

    @Option(
            names = "--baseline",
            paramLabel = "RESULT.json",
            description =
                    "Compare with this earlier result: what became worse than spec.baseline.tolerate allows fails the"
                            + " run.")
    private @Nullable Path file;

    @Option(
            names = "--history",
            paramLabel = "FOLDER",
            description =
                    "Keep the results of runs in this folder, show how the figures went over the last ones, and take"
                            + " from it what spec.baseline names as previous or by name.")
    private @Nullable Path history;

    @Option(
            names = "--budget",
            paramLabel = "FILE",
            description = "Add the thresholds, grades and limits of this budget, instead of what spec.budget names.")
    private @Nullable Path budget;

    @Option(names = "--earlier-runs", hidden = true, description = "Runs before this one, as JSON, for their trend.")
    private @Nullable Path runs;

    /** @throws Refusal when what is asked for is not there */
    public Earlier earlier(TestFile test, Plan plan) {
        List<Result> results = folder(plan).map(BaselineOptions::results).orElse(List.of());
        return new Earlier(baseline(test, plan, results), told(), results);
    }

    /** The test with its budget. */
    public TestFile budgeted(TestFile test) {
        return test.withBudget(budget);
    }

    /** What to tell somebody whose file names a budget that only the cluster has. */
    public Optional<String> unread(Plan plan) {
        BudgetSpec named = plan.spec().budget();
        return budget == null && named != null && named.configMap() != null
                ? Optional.of("spec.budget is in the cluster's ConfigMap " + named.configMap()
                        + ": judged without it, give its content with --budget")
                : Optional.empty();
    }

    /** Where the run's result is kept for those after it. */
    public Optional<ResultStore> store(Plan plan) {
        return folder(plan).map(folder -> folder);
    }

    private Optional<HistoryFolder> folder(Plan plan) {
        return folder(plan.name());
    }

    private Optional<HistoryFolder> folder(String name) {
        return Optional.ofNullable(history).map(root -> new HistoryFolder(root, name, 2 * HISTORY));
    }

    private static List<Result> results(HistoryFolder folder) {
        try {
            return folder.last(HISTORY);
        } catch (IOException e) {
            throw new Refusal(ExitCode.INVALID, "--history: " + e.getMessage());
        }
    }

    private Optional<Result> baseline(TestFile test, Plan plan, List<Result> results) {
        BaselineSpec wanted = plan.spec().baseline();
        if (file != null) {
            return Optional.of(Results.read(file));
        }
        if (wanted == null) {
            return Optional.empty();
        }
        if (wanted.file() != null) {
            return Optional.of(test.beside("spec.baseline.file", wanted.file(), Results::read));
        }
        if (wanted.name() != null && history != null) {
            List<Result> named =
                    folder(wanted.name()).map(BaselineOptions::results).orElse(List.of());
            return Optional.of(lastPassed(named)
                    .orElseThrow(() -> test.wrong(
                            "spec.baseline.name",
                            "no run of '" + wanted.name() + "' that passed is in " + history
                                    + ": run it first with the same --history")));
        }
        return Boolean.TRUE.equals(wanted.previous()) ? lastPassed(results) : Optional.empty();
    }

    private static Optional<Result> lastPassed(List<Result> results) {
        return results.stream()
                .filter(run -> run.verdict().outcome() == Outcome.PASSED)
                .reduce((earlier, later) -> later);
    }

    private List<Past> told() {
        if (runs == null) {
            return List.of();
        }
        try {
            return PastRuns.read(Files.readString(runs));
        } catch (NoSuchFileException e) {
            return List.of(); // there was none when the run's objects were first made
        } catch (IOException e) {
            throw new Refusal(ExitCode.INVALID, "--earlier-runs: " + e.getMessage());
        }
    }

    /** What to tell somebody whose file asks for a comparison that does not take place. */
    public Optional<String> missing(Plan plan, Earlier earlier) {
        BaselineSpec wanted = plan.spec().baseline();
        if (wanted == null || earlier.baseline().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                history == null
                        ? "nothing to compare with: spec.baseline needs an earlier result, give it with --baseline, or keep"
                                + " results with --history"
                        : "nothing to compare with yet: no run that passed is in " + history);
    }
}
