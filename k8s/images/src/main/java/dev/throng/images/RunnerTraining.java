package dev.throng.images;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records the classes of a worker that takes part in a run of a few seconds against the demo target. */
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

    static void train(Runtime runtime, Program runner) throws IOException, InterruptedException {
        int targetPort = freePort();
        int masterPort = freePort();
        Path file = Files.createTempFile("training", ".yaml");
        Files.writeString(file, TEST.formatted(targetPort));
        Map<String, String> token = Map.of("THRONG_TOKEN", "training");
        Process target = Processes.start(
                runtime.command(runner.flags(), runner, "demo-target", "--port", String.valueOf(targetPort)), Map.of());
        Process master = Processes.start(
                runtime.command(
                        runner.flags(),
                        runner,
                        "master",
                        file.toString(),
                        "--bind",
                        "127.0.0.1:" + masterPort,
                        "--web-port",
                        "0"),
                token);
        try {
            List<String> recording = new ArrayList<>(runner.flags());
            recording.add("-XX:AOTCacheOutput=" + runner.archive());
            Process worker = Processes.start(
                    runtime.command(
                            recording,
                            runner,
                            "worker",
                            "--master",
                            "127.0.0.1:" + masterPort,
                            "--name",
                            "training",
                            "--metrics",
                            "127.0.0.1:0"),
                    token);
            Processes.end(worker);
            if (!Files.exists(runner.archive())) {
                throw new IOException("the training run left no archive");
            }
        } finally {
            target.destroy();
            master.destroy();
            Files.delete(file);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
