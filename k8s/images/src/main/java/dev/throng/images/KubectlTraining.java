package dev.throng.images;

import dev.throng.dist.program.JavaRuntime;
import dev.throng.dist.program.Processes;
import dev.throng.dist.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Records the classes of a command that asks a cluster in which there is nothing. */
final class KubectlTraining {
    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            current-context: training
            contexts: [{name: training, context: {cluster: training, user: training}}]
            clusters: [{name: training, cluster: {server: "%s"}}]
            users: [{name: training, user: {}}]
            """;

    private KubectlTraining() {}

    static void train(JavaRuntime runtime, Program kubectl) throws IOException, InterruptedException {
        Path kubeconfig = Files.createTempFile("training", ".yaml");
        try (EmptyCluster cluster = EmptyCluster.start()) {
            Files.writeString(kubeconfig, KUBECONFIG.formatted(cluster.url()));
            List<String> recording = new ArrayList<>(kubectl.flags());
            recording.add("-XX:AOTCacheOutput=" + kubectl.archive());
            Processes.end(Processes.startUnheard(
                    runtime.command(recording, kubectl, "top", "--once", "--kubeconfig", kubeconfig.toString())));
            if (!Files.exists(kubectl.archive())) {
                throw new IOException("the training run left no archive");
            }
        } finally {
            Files.delete(kubeconfig);
        }
    }
}
