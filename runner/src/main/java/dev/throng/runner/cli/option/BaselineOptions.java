package dev.throng.runner.cli.option;

import dev.throng.runner.cli.file.Results;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.Result;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The earlier run to compare with. */
public final class BaselineOptions {
    @Option(
            names = "--baseline",
            paramLabel = "RESULT.json",
            description =
                    "Compare with this earlier result: what became worse than spec.baseline.tolerate allows fails the"
                            + " run.")
    private @Nullable Path file;

    public Optional<Result> read() {
        return Optional.ofNullable(file).map(Results::read);
    }

    /** What to tell somebody whose file asks for a comparison that does not take place. */
    public Optional<String> missing(Plan plan) {
        return file == null && plan.spec().baseline() != null
                ? Optional.of("nothing to compare with: spec.baseline needs an earlier result, give it with --baseline")
                : Optional.empty();
    }
}
