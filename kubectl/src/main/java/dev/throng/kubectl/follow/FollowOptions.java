package dev.throng.kubectl.follow;

import dev.throng.kubectl.cluster.Cluster;
import dev.throng.kubectl.cluster.LoadTest;
import dev.throng.kubectl.terminal.Interruption;
import dev.throng.runner.cli.option.OutputOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a run is followed, and what is made of its result. */
public final class FollowOptions {
    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the whole result; 'throng report' and 'compare' read it.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report page: one self-contained file.")
    private @Nullable Path html;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the thresholds as JUnit XML test cases.")
    private @Nullable Path junit;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Write a summary for job summaries and pull-request comments.")
    private @Nullable Path markdown;

    @Option(
            names = "--on-interrupt",
            paramLabel = "ask|abort|leave",
            description =
                    "What Ctrl-C does to the run that is followed: ask (where nobody can answer: leave), abort it and wait for"
                            + " its results, or leave it running.")
    private Interruption.Policy policy = Interruption.Policy.ASK;

    OutputOptions files() {
        return OutputOptions.ofResult(json, html, junit, markdown);
    }

    public boolean hasFiles() {
        return !files().resultFiles().isEmpty();
    }

    public int follow(Cluster cluster, LoadTest test, PrintWriter err) throws InterruptedException {
        return new Follower(cluster, err, files(), policy).follow(test);
    }
}
