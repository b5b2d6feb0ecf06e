package dev.throng.images;

import dev.throng.dist.program.JavaRuntime;
import dev.throng.dist.program.Processes;
import dev.throng.dist.program.Program;
import dev.throng.dist.program.Tree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Records the classes of a locustfile's run, and keeps what Python unpacks on the way. */
final class PythonTraining {
    private static final String TEST = """
            apiVersion: throng.dev/v1
            kind: LoadTest
            metadata: {name: training, annotations: {throng.dev/demo-target: "true"}}
            spec:
              target: http://demo-target
              scenario:
                python:
                  source: |
                    import csv, json, logging, random, string, uuid
                    from locust import HttpUser, between, events, task

                    class Visitor(HttpUser):
                        wait_time = between(0.01, 0.02)

                        @task
                        def items(self):
                            with self.client.get("/api/v1/items?page=1", name="items", catch_response=True) as response:
                                if "data" not in response.json():
                                    response.failure("no data")
              users: 5
              spawnRate: 20
              runTime: 3s
            """;

    private PythonTraining() {}

    /** @param cache where Python is to unpack; the image has it too */
    static void train(JavaRuntime runtime, Program python, Path cache) throws IOException, InterruptedException {
        Files.createDirectories(cache);
        Path file = Files.createTempFile("training", ".yaml");
        Files.writeString(file, TEST);
        List<String> recording = new ArrayList<>(python.flags());
        recording.add("-XX:AOTCacheOutput=" + python.archive());
        try {
            Processes.end(Processes.start(
                    runtime.command(recording, python, "run", file.toString(), "--headless"),
                    Map.of("THRONG_CACHE", cache.toString(), "THRONG_PYTHON_WARMUP", "4")));
            if (!Files.exists(python.archive())) {
                throw new IOException("the training run left no archive");
            }
            trustCompiled(cache);
            Tree.stamp(cache);
        } finally {
            Files.delete(file);
        }
    }

    /**
     * Has Python take what it has compiled without a look at the sources' times, which are not the same in the image. By PEP 552 the
     * word after the magic number says so, and what follows is a hash that nobody looks at.
     */
    private static void trustCompiled(Path cache) throws IOException {
        List<Path> compiled;
        try (Stream<Path> all = Files.walk(cache)) {
            compiled = all.filter(path -> path.toString().endsWith(".pyc")).toList();
        }
        if (compiled.isEmpty()) {
            throw new IOException("the training run compiled nothing into " + cache);
        }
        for (Path path : compiled) {
            byte[] content = Files.readAllBytes(path);
            ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 1).putLong(8, 0);
            Files.write(path, content);
        }
    }
}
