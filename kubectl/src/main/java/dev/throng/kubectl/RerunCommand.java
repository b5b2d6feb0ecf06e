package dev.throng.kubectl;

import dev.throng.kubectl.cluster.Cluster;
import dev.throng.kubectl.cluster.ClusterOptions;
import dev.throng.kubectl.cluster.FieldManagers;
import dev.throng.kubectl.cluster.LoadTest;
import dev.throng.kubectl.follow.FollowOptions;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "rerun", description = RerunCommand.ABOUT, mixinStandardHelpOptions = true)
final class RerunCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT = "Runs a LoadTest of the cluster once more.";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private ClusterOptions where = new ClusterOptions();

    @Mixin
    private FollowOptions following = new FollowOptions();

    @Parameters(paramLabel = "NAME", description = "The LoadTest.")
    private String name = "";

    @Option(
            names = {"-f", "--follow"},
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Follow it to its verdict (the default); --no-follow only starts it.")
    private boolean follow = true;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try (Cluster cluster = where.open()) {
            LoadTest test = cluster.loadTest(name);
            if (test.isUnderWay()) {
                throw new Refusal(
                        ExitCode.INVALID, name + " is under way: 'kubectl throng abort " + name + "' ends it");
            }
            FieldManagers.mustNotKeep(test, Set.of("rerun"), "'kubectl throng run FILE --name' runs a file beside it");
            Map<String, Object> change = new HashMap<>();
            change.put("rerun", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
            if (test.spec().containsKey("abort")) {
                change.put("abort", false);
            }
            LoadTest asked = cluster.change(test, change);
            if (!follow) {
                spec.commandLine().getOut().println("loadtest.throng.dev/" + name + " is to run again");
                return ExitCode.PASSED;
            }
            return following.follow(cluster, asked, err);
        }
    }
}
