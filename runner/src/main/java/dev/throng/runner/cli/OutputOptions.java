package dev.throng.runner.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the results go beside the terminal. Folders are created. */
final class OutputOptions {
    @Option(
            names = "--csv",
            paramLabel = "PREFIX",
            description =
                    "Write PREFIX_stats.csv, PREFIX_stats_history.csv, PREFIX_failures.csv and PREFIX_exceptions.csv with Locust's columns.")
    @Nullable String csvPrefix;

    @Option(
            names = "--csv-full-history",
            description = "A history row per request name and second, not only the total.")
    boolean csvFullHistory;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the whole result; 'throng report' and 'throng compare' read it.")
    @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report page: one self-contained file.")
    @Nullable Path html;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the thresholds as JUnit XML test cases.")
    @Nullable Path junit;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Write a summary for job summaries and pull-request comments.")
    @Nullable Path markdown;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress, only the summary.")
    boolean quiet;

    /** The files that are made of the result. */
    List<Path> resultFiles() {
        return Stream.of(json, html, junit, markdown).filter(Objects::nonNull).toList();
    }
}
