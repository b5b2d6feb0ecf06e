package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.throng.runner.demo.DemoOptions;
import dev.throng.runner.demo.DemoTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios in Java as a user runs them: one file on the command line. */
class JavaRunsTest {
    private static final Path SAMPLE = Path.of("..", "k8s", "samples", "java", "ApiUser.java");

    private static final String JAVA = """
            import dev.throng.scenario.*;
            import java.util.Map;

            class Twin extends HttpUser {
                Wait waitTime = between(0.02, 0.2);
                @Override public void onStart() { client.headers().put("X-User", "" + userNumber()); }
                @Task(5) void list() { client.get("/items?page=" + random().nextLong(1, 11), name("/items?page=N")); }
                @Task(2) void one() { client.get("/items/" + random().nextLong(1, 1001), name("/items/{id}")); }
                @Task(1) void create() { client.post("/items", json(Map.of("price", 9.5))); }
            }
            """;

    private static final String YAML = """
            apiVersion: throng.dev/v1
            kind: LoadTest
            metadata: {name: twin}
            spec:
              target: http://localhost:1
              scenario:
                users:
                - name: Twin
                  wait: {between: [20ms, 200ms]}
                  headers: {X-User: "${user.number}"}
                  tasks:
                  - {weight: 5, get: "/items?page=${random.int(1, 10)}", name: "/items?page=N"}
                  - {weight: 2, get: "/items/${random.int(1, 1000)}", name: "/items/{id}"}
                  - {weight: 1, post: /items, json: {price: 9.5}}
              users: 3
            """;

    @TempDir
    Path folder;

    @Test
    void theSampleRunsAsItStandsAndCountsWhatTheServerCounts() throws Exception {
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            JsonNode result = run(SAMPLE, target.port(), "-u", "5", "-r", "100", "-t", "4s");

            assertThat(result.at("/total/requests").asLong()).isEqualTo(target.answered());
            assertThat(result.at("/total/failures").asLong()).isZero();
            assertThat(names(result)).contains("/api/v1/auth/login", "/api/v1/items?limit=20");
        }
    }

    @Test
    void workersGetTheCodeFromTheMaster() throws Exception {
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            JsonNode result = run(SAMPLE, target.port(), "-u", "4", "-r", "100", "-t", "3s", "--workers", "2");

            assertThat(result.at("/total/requests").asLong())
                    .isEqualTo(target.answered())
                    .isPositive();
        }
    }

    @Test
    void theSameSeedMakesTheRequestsOfTheTwinInYaml() throws Exception {
        Map<String, List<String>> java = seen(Files.writeString(folder.resolve("Twin.java"), JAVA));
        Map<String, List<String>> yaml = seen(Files.writeString(folder.resolve("twin.yaml"), YAML));

        assertThat(java.keySet()).containsExactlyInAnyOrder("0", "1", "2").isEqualTo(yaml.keySet());
        for (String user : java.keySet()) {
            int both = Math.min(java.get(user).size(), yaml.get(user).size());
            assertThat(both).as("of some 18, fewer on a machine under load").isPositive();
            assertThat(java.get(user).subList(0, both)).isEqualTo(yaml.get(user).subList(0, both));
        }
    }

    @Test
    void mistakesComeWithFileLineAndColumnAndExitCodeTwo() throws Exception {
        Path broken = Files.writeString(folder.resolve("Broken.java"), """
                import dev.throng.scenario.*;
                class Broken extends HttpUser {
                    @Task void look() { clint.get("/"); }
                }
                """);
        try (Throng throng = Throng.start(folder, "validate", broken)) {
            assertThat(throng.await()).isEqualTo(ExitCode.INVALID);
            assertThat(throng.output())
                    .contains("Broken.java:3:25: cannot find symbol")
                    .contains("    @Task void look() { clint.get")
                    .contains("^");
        }
    }

    /** Requests by user, in the order in which they came. */
    private Map<String, List<String>> seen(Path file) throws Exception {
        Map<String, Queue<String>> byUser = new ConcurrentHashMap<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(
                Executors.newFixedThreadPool(4, Thread.ofPlatform().daemon().factory()));
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            byUser.computeIfAbsent(
                            exchange.getRequestHeaders().getFirst("X-User"), unused -> new ConcurrentLinkedQueue<>())
                    .add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                            + new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            run(file, server.getAddress().getPort(), "-u", "3", "-r", "100", "-t", "2s", "--seed", "7");
        } finally {
            server.stop(0);
        }
        Map<String, List<String>> seen = new ConcurrentHashMap<>();
        byUser.forEach((user, requests) -> seen.put(user, List.copyOf(requests)));
        return seen;
    }

    private JsonNode run(Path file, int port, Object... more) throws IOException, InterruptedException {
        Path json = folder.resolve("r" + System.nanoTime() + ".json");
        List<Object> arguments = new ArrayList<>(
                List.of("run", file, "--headless", "--json", json, "--host", "http://127.0.0.1:" + port));
        Stream.of(more).forEach(arguments::add);
        try (Throng throng = Throng.start(folder, arguments.toArray())) {
            assertThat(throng.await()).as(throng.output()).isIn(ExitCode.PASSED, ExitCode.GENERATOR_UNHEALTHY);
            return new JsonMapper().readTree(json.toFile());
        }
    }

    private static List<String> names(JsonNode result) {
        List<String> names = new ArrayList<>();
        result.path("names").forEach(row -> names.add(row.at("/key/name").asText()));
        return names;
    }
}
