package dev.throng.kubectl;

import dev.throng.kubectl.cluster.Cluster;
import dev.throng.kubectl.cluster.ClusterOptions;
import dev.throng.kubectl.cluster.LoadTest;
import dev.throng.kubectl.terminal.Words;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "logs", description = LogsCommand.ABOUT, mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT = "Prints what a run's pods wrote, each line with its pod before it, the master's first.";

    private static final String CONTAINER = "runner";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private ClusterOptions where = new ClusterOptions();

    @Parameters(paramLabel = "NAME", description = "The LoadTest.")
    private String name = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the pods end.")
    private boolean follow;

    @Option(
            names = "--tail",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Lines of each pod; ${DEFAULT-VALUE} when absent.")
    private int tail;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (Cluster cluster = where.open()) {
            LoadTest test = cluster.loadTest(name);
            List<Pod> pods = Optional.ofNullable(test.status().runId())
                    .map(cluster::pods)
                    .orElse(List.of());
            if (pods.isEmpty()) {
                throw new Refusal(
                        ExitCode.INVALID,
                        name + " has no pods" + (test.isUnderWay() ? " yet" : " any more")
                                + ": they are kept for spec.ttlSecondsAfterFinished");
            }
            List<Thread> readers = new ArrayList<>();
            for (Pod pod : pods) {
                if (follow) {
                    readers.add(Thread.ofVirtual().start(() -> following(cluster, test, pod, out)));
                } else {
                    print(cluster, test, pod, out);
                }
            }
            for (Thread reader : readers) {
                reader.join();
            }
            out.flush();
            return ExitCode.PASSED;
        }
    }

    private void print(Cluster cluster, LoadTest test, Pod pod, PrintWriter out) {
        try {
            String log = cluster.client()
                    .pods()
                    .inNamespace(cluster.namespace())
                    .withName(pod.getMetadata().getName())
                    .inContainer(CONTAINER)
                    .tailingLines(tail)
                    .getLog();
            log.lines().forEach(line -> out.println(prefix(test, pod) + line));
        } catch (KubernetesClientException e) {
            out.println(prefix(test, pod) + "(no log: " + Words.clean(e.getMessage()) + ")");
        }
    }

    private void following(Cluster cluster, LoadTest test, Pod pod, PrintWriter out) {
        try (LogWatch watch = cluster.client()
                        .pods()
                        .inNamespace(cluster.namespace())
                        .withName(pod.getMetadata().getName())
                        .inContainer(CONTAINER)
                        .tailingLines(tail)
                        .watchLog();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String whole = prefix(test, pod) + line;
                synchronized (out) {
                    out.println(whole);
                    out.flush();
                }
            }
        } catch (IOException | KubernetesClientException e) {
            out.println(prefix(test, pod) + "(the log ended: " + Words.clean(e.getMessage()) + ")");
        }
    }

    /** The pod's part in the run, without the run's name and the pod's random end. */
    private static String prefix(LoadTest test, Pod pod) {
        String part = Optional.ofNullable(pod.getSpec().getHostname())
                .orElse(pod.getMetadata().getName());
        String run = Words.orNone(test.status().runId()) + "-";
        return "[" + (part.startsWith(run) ? part.substring(run.length()) : part) + "] ";
    }
}
