package dev.throng.runner.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.process.Machine;
import dev.throng.runner.cluster.LocalRun;
import dev.throng.runner.engine.LoopEngine;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.report.About;
import dev.throng.runner.report.Earlier;
import dev.throng.runner.report.Result;
import dev.throng.runner.shape.Shape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Samples in Java send what their twins in YAML send, request for request, with the same seed. Each user does so many tasks,
 * however long they take, so that it holds on any machine; waits are a thousandth.
 */
class JavaTwinsTest {
    private static final Path SAMPLES = Path.of("..", "k8s", "samples");
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern JAVA_WAIT = Pattern.compile("between\\(([0-9.]+), ([0-9.]+)\\)");
    private static final Pattern YAML_WAIT = Pattern.compile("between: \\[(\\d+)(m?)s, (\\d+)(m?)s]");

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger created = new AtomicInteger();
    private final ExecutorService threads =
            Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"production-suite, ProductionSuite", "spike, Spike", "soak, Soak"})
    void oneUserSendsTheSameRequestsInTheSameOrder(String yaml, String java) throws Exception {
        run(yaml(yaml), 1, 150);
        List<String> declared = taken();
        run(java(java), 1, 150);

        assertThat(taken()).isEqualTo(declared).hasSizeGreaterThanOrEqualTo(150);
    }

    @Test
    void usersOfSeveralClassesMakeTheSameCounts() throws Exception {
        Map<String, Long> declared = counts(run(yaml("production-suite"), 20, 40));
        assertThat(declared.values().stream().mapToLong(count -> count).sum()).isEqualTo(taken().size());
        Map<String, Long> written = counts(run(java("ProductionSuite"), 20, 40));
        assertThat(written.values().stream().mapToLong(count -> count).sum()).isEqualTo(taken().size());

        // Whether there is anything to delete depends on who was first, among users who share what they have created.
        String deleting = "DELETE /api/v1/items/{id} [DELETE] AuthenticatedAPIUser";
        declared.remove(deleting);
        written.remove(deleting);
        assertThat(written).isEqualTo(declared).hasSize(8);
    }

    @Test
    void theSpikeIsTheSameAtEveryInstant() throws Exception {
        Shape declared = plan(yaml("spike"), Optional.empty()).shape().orElseThrow();
        Shape written = plan(java("Spike"), Optional.empty()).shape().orElseThrow();

        assertThat(written.lengthNanos()).isEqualTo(declared.lengthNanos());
        for (long at = 0; at < declared.lengthNanos(); at += 100_000_000) {
            assertThat(written.usersAt(at)).as("after %s ms", at / 1_000_000).isEqualTo(declared.usersAt(at));
        }
    }

    /** A LoadTest of the sample's scenario, with short waits and its load as it is. */
    private static ObjectNode yaml(String sample) throws IOException {
        String text = YAML_WAIT
                .matcher(Files.readString(SAMPLES.resolve(sample + ".yaml")))
                .replaceAll(wait -> "between: [" + wait.group(1) + shorter(wait, 2) + ", " + wait.group(3)
                        + shorter(wait, 4) + "]");
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String shorter(MatchResult wait, int unit) {
        return wait.group(unit).isEmpty() ? "ms" : "us";
    }

    private static ObjectNode java(String sample) throws IOException {
        String text = JAVA_WAIT
                .matcher(Files.readString(SAMPLES.resolve("java").resolve(sample + ".java")))
                .replaceAll(wait -> "between(" + wait.group(1) + " / 1000, " + wait.group(2) + " / 1000.0)");
        ObjectNode test = JSON.createObjectNode();
        test.put("apiVersion", "throng.dev/v1")
                .put("kind", "LoadTest")
                .putObject("metadata")
                .put("name", "twin");
        test.putObject("spec")
                .putObject("scenario")
                .putObject("java")
                .putObject("files")
                .put(
                        sample + ".java",
                        text.replace("pause(0.5)", "pause(0.0005)").replace(" / 1000,", " / 1000.0,"));
        return test;
    }

    private static ObjectNode read(byte[] text) {
        String quick = new String(text, StandardCharsets.UTF_8).replace("pause: 500ms", "pause: 500us");
        ObjectNode test = JSON.createObjectNode();
        test.put("apiVersion", "throng.dev/v1")
                .put("kind", "LoadTest")
                .putObject("metadata")
                .put("name", "twin");
        Reading reading = LoadTestReader.read("twin.yaml", quick.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        test.set(
                "spec",
                JSON.valueToTree(
                        ((Reading.Accepted) reading).loadTests().getFirst().spec()));
        return test;
    }

    private Plan plan(ObjectNode test, Optional<int[]> load) {
        ObjectNode spec = (ObjectNode) test.get("spec");
        load.ifPresent(users -> {
            spec.remove(List.of("runTime", "stages", "warmup", "thresholds"));
            spec.put("users", users[0]).put("spawnRate", 1000).put("iterationsPerUser", users[1]);
        });
        PlanOptions options = PlanOptions.DEFAULTS
                .withTarget("http://127.0.0.1:" + server.getAddress().getPort())
                .withSeed(7);
        return TestFile.of("twin.yaml", test.toPrettyString().getBytes(StandardCharsets.UTF_8))
                .compile(options);
    }

    private Result run(ObjectNode test, int users, int tasks) throws Exception {
        Plan plan = plan(test, Optional.of(new int[] {users, tasks}));
        About about = About.newRun("test", "", "", Machine.describe(EngineOptions.forThisMachine()), Earlier.NONE);
        Result result = LocalRun.start(
                        plan, accepted -> LoopEngine.of(accepted, new EngineOptions(1, Pollers.choose())), about)
                .result()
                .get(120, SECONDS);
        assertThat(result.exceptions()).isEmpty();
        assertThat(result.total().failures()).isZero();
        return result;
    }

    private List<String> taken() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        created.set(0);
        return taken;
    }

    private static Map<String, Long> counts(Result result) {
        Map<String, Long> counts = new TreeMap<>();
        result.names()
                .forEach(row -> counts.put(
                        row.key().method() + " " + row.key().name() + " "
                                + row.key().user(),
                        row.requests()));
        return counts;
    }

    /** By name, numbers by their value. */
    private static Map<String, String> fields(JsonNode json) {
        Map<String, String> fields = new TreeMap<>();
        json.properties()
                .forEach(field -> fields.put(
                        field.getKey(),
                        field.getValue().isNumber()
                                ? String.valueOf(field.getValue().doubleValue())
                                : field.getValue().asText()));
        return fields;
    }

    /** A small API that remembers nothing. */
    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        JsonNode json = body.length == 0 ? JSON.nullNode() : JSON.readTree(body);
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().toString();
        lines.add(method + " " + path + " " + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + fields(json));
        boolean create = method.equals("POST") && path.equals("/api/v1/items");
        String answer = path.endsWith("/login")
                ? "{\"access_token\": \"t\"}"
                : create
                        ? "{\"data\": {\"id\": " + created.incrementAndGet() + "}}"
                        : path.matches("/api/v1/items/\\d+")
                                ? "{\"data\": {\"id\": " + path.substring(path.lastIndexOf('/') + 1) + "}}"
                                : "{\"data\": [], \"pagination\": {}}";
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(create ? 201 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
