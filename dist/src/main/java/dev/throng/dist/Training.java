package dev.throng.dist;

import dev.throng.dist.program.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the training runs on. */
final class Training {
    /** Nobody is there: the client's classes are loaded all the same. */
    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            current-context: training
            contexts: [{name: training, context: {cluster: training, user: training}}]
            clusters: [{name: training, cluster: {server: "http://127.0.0.1:1"}}]
            users: [{name: training, user: {}}]
            """;

    private Training() {}

    static Path samples(Path root, Path target) throws IOException {
        Path samples = target.resolve("training");
        Tree.copy(root.resolve("k8s/samples/java"), samples.resolve("java"));
        Files.copy(
                root.resolve("k8s/samples/quickstart.yaml"),
                samples.resolve("quickstart.yaml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(samples.resolve("kubeconfig.yaml"), KUBECONFIG);
        return samples;
    }
}
