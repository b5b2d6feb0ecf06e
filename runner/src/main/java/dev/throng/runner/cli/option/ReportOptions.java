package dev.throng.runner.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Files that a result is written to for others to read. */
public final class ReportOptions {
    @Option(names = "--html", paramLabel = "FILE", description = "Write the report page: one self-contained file.")
    public @Nullable Path html;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the thresholds as JUnit XML test cases.")
    public @Nullable Path junit;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Write a summary for job summaries and pull-request comments.")
    public @Nullable Path markdown;
}
