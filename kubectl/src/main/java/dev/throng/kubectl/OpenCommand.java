package dev.throng.kubectl;

import dev.throng.kubectl.cluster.Cluster;
import dev.throng.kubectl.cluster.ClusterOptions;
import dev.throng.kubectl.cluster.LoadTest;
import dev.throng.kubectl.follow.Frame;
import dev.throng.kubectl.terminal.Browser;
import dev.throng.kubectl.terminal.Words;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "open", description = OpenCommand.ABOUT, mixinStandardHelpOptions = true)
final class OpenCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT =
            "Opens the live page of a run that is under way, through a port-forward of its own; Ctrl-C ends it.";

    private static final int PAGE = 8089;
    private static final Duration LOOK = Duration.ofSeconds(2);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private ClusterOptions where = new ClusterOptions();

    @Parameters(paramLabel = "NAME", description = "The LoadTest.")
    private String name = "";

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port on this machine; any that is free when absent.")
    private int port;

    @Option(names = "--no-browser", description = "Only print the address.")
    private boolean noBrowser;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (Cluster cluster = where.open()) {
            LoadTest test = cluster.loadTest(name);
            Pod master = master(cluster, test)
                    .orElseThrow(() -> new Refusal(
                            ExitCode.INVALID,
                            name + " has no master that runs"
                                    + (test.isUnderWay()
                                            ? " yet: " + Frame.waiting(test)
                                            : "; 'kubectl throng report " + name + " --open' shows its last result")));
            String pod = master.getMetadata().getName();
            try (LocalPortForward forward = cluster.client()
                    .pods()
                    .inNamespace(cluster.namespace())
                    .withName(pod)
                    .portForward(PAGE, InetAddress.getLoopbackAddress(), port)) {
                String url = "http://127.0.0.1:" + forward.getLocalPort() + "/";
                out.println(
                        "live page of run " + Words.orNone(test.status().runId()) + ": " + url + " (Ctrl-C ends this)");
                out.flush();
                if (!noBrowser) {
                    Browser.open(url);
                }
                while (stillThere(cluster, test, pod)) {
                    Thread.sleep(LOOK);
                }
                out.println("the run's master is gone");
                return ExitCode.PASSED;
            }
        }
    }

    private static Optional<Pod> master(Cluster cluster, LoadTest test) {
        return Optional.ofNullable(test.status().runId()).stream()
                .flatMap(run -> cluster.pods(run).stream())
                .filter(Cluster::isMaster)
                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                .findFirst();
    }

    private static boolean stillThere(Cluster cluster, LoadTest test, String pod) {
        return master(cluster, test)
                .filter(found -> found.getMetadata().getName().equals(pod))
                .isPresent();
    }
}
