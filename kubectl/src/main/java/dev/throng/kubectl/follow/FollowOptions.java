package dev.throng.kubectl.follow;

import dev.throng.kubectl.cluster.Cluster;
import dev.throng.kubectl.cluster.LoadTest;
import dev.throng.kubectl.terminal.Interruption;
import dev.throng.runner.cli.option.OutputOptions;
import dev.throng.runner.cli.option.ResultOptions;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a run is followed, and what is made of its result. */
public final class FollowOptions {
    @Mixin
    private ResultOptions result = new ResultOptions();

    @Option(
            names = "--on-interrupt",
            paramLabel = "ask|abort|leave",
            description =
                    "What Ctrl-C does to the run that is followed: ask (where nobody can answer: leave), abort it and wait for"
                            + " its results, or leave it running.")
    private Interruption.Policy policy = Interruption.Policy.ASK;

    OutputOptions files() {
        return OutputOptions.of(result);
    }

    public boolean hasFiles() {
        return !result.files().isEmpty();
    }

    public int follow(Cluster cluster, LoadTest test, PrintWriter err) throws InterruptedException {
        return new Follower(cluster, err, files(), policy).follow(test);
    }
}
