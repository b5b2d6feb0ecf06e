package dev.throng.images;

import dev.throng.dist.program.JavaRuntime;
import dev.throng.dist.program.Processes;
import dev.throng.dist.program.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records the classes of all that a runner's pod may be: demo target, master and worker of a run of a few seconds. */
final class RunnerTraining {
    private static final String TEST = """
            apiVersion: throng.dev/v1
            kind: LoadTest
            metadata: {name: training}
            spec:
              target: http://127.0.0.1:%d
              scenario:
                users:
                - name: Visitor
                  wait: {between: [10ms, 20ms]}
                  headers: {Authorization: "Bearer ${token}"}
                  onStart:
                  - post: /api/v1/auth/login
                    json: {email: demo@example.com, password: demo}
                    capture: {token: {json: $.access_token}}
                  tasks:
                  - get: /api/v1/items?page=${random.int(1, 10)}
                    name: /api/v1/items
                    expect: {status: [200], json: [{path: $.data}]}
                  - post: /api/v1/items
                    json: {name: "Item ${random.string(8)}"}
                    expect: {anyOf: [{status: [201]}, {status: [401, 422, 429]}]}
              users: 10
              spawnRate: 20
              runTime: 3s
              thresholds: [{expect: p95 < 5s}]
            """;

    private RunnerTraining() {}

    static void train(JavaRuntime runtime, Program runner) throws IOException, InterruptedException {
        int targetPort = freePort();
        Path file = Files.createTempFile("training", ".yaml");
        Files.writeString(file, TEST.formatted(targetPort));
        List<String> recording = new ArrayList<>(runner.flags());
        // What a pod of the usual size takes: an archive of another collector is read more slowly, its adapters not at all.
        recording.add("-XX:+UseSerialGC");
        recording.add("-XX:AOTCacheOutput=" + runner.archive());
        try {
            Processes.end(Processes.start(
                    runtime.command(
                            recording,
                            runner,
                            "rehearse",
                            file.toString(),
                            "--target-port",
                            String.valueOf(targetPort)),
                    Map.of()));
            if (!Files.exists(runner.archive())) {
                throw new IOException("the training run left no archive");
            }
        } finally {
            Files.delete(file);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
