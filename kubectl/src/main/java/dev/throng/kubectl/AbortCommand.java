package dev.throng.kubectl;

import dev.throng.kubectl.cluster.Cluster;
import dev.throng.kubectl.cluster.ClusterOptions;
import dev.throng.kubectl.cluster.LoadTest;
import dev.throng.kubectl.terminal.Words;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "abort", description = AbortCommand.ABOUT, mixinStandardHelpOptions = true)
final class AbortCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT = "Ends a run that is under way; what was measured is kept.";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private ClusterOptions where = new ClusterOptions();

    @Parameters(paramLabel = "NAME", description = "The LoadTest.")
    private String name = "";

    @Override
    public Integer call() {
        try (Cluster cluster = where.open()) {
            LoadTest test = cluster.loadTest(name);
            if (!test.isUnderWay()) {
                throw new Refusal(
                        ExitCode.INVALID,
                        name + " is not under way"
                                + (test.status().phase() == null
                                        ? ""
                                        : ": it is " + test.status().phase()));
            }
            cluster.change(test, Map.of("abort", true));
            spec.commandLine()
                    .getOut()
                    .println("run " + Words.orNone(test.status().runId()) + " of " + name
                            + " ends; its results are kept");
            return ExitCode.PASSED;
        }
    }
}
