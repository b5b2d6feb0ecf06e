package dev.throng.images;

import dev.throng.dist.program.JavaRuntime;
import dev.throng.dist.program.Processes;
import dev.throng.dist.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records the classes of an operator that starts, watches a cluster in which nothing happens, and stops. */
final class OperatorTraining {
    private OperatorTraining() {}

    static void train(JavaRuntime runtime, Program operator) throws IOException, InterruptedException {
        try (EmptyCluster cluster = EmptyCluster.start()) {
            List<String> recording = new ArrayList<>(operator.flags());
            recording.add("-XX:AOTCacheOutput=" + operator.archive());
            Process process = Processes.startHeard(
                    runtime.command(recording, operator),
                    Map.of(
                            "QUARKUS_KUBERNETES_CLIENT_API_SERVER_URL", cluster.url(),
                            "QUARKUS_OPERATOR_SDK_NAMESPACES", "training",
                            "THRONG_NAMESPACE", "training",
                            "THRONG_LEADER_ELECTION", "false",
                            "QUARKUS_HTTP_HOST", "127.0.0.1",
                            "QUARKUS_HTTP_PORT", "0"));
            try {
                Processes.await(process, "Installed features");
            } finally {
                // Not by the process itself, which would close its streams while it still writes the archive.
                process.toHandle().destroy();
                Processes.end(process);
            }
            if (!Files.exists(operator.archive())) {
                throw new IOException("the training run left no archive");
            }
        }
    }
}
