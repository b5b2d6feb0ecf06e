package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.demo.DemoOptions;
import dev.throng.runner.demo.DemoTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios in Java as a user runs them: one file on the command line. */
class JavaRunsTest {
    private static final Path SAMPLE = Path.of("..", "k8s", "samples", "java", "ApiUser.java");

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
    void whatTheScenarioMeasuresAddsUpOverWorkersAndIsHeldToThresholds() throws Exception {
        String source =
                Files.readString(SAMPLE.resolveSibling("OwnMetrics.java")).replace("0.5, 1.5", "0.001, 0.003");
        Path file = Files.writeString(
                folder.resolve("own.yaml"), """
                apiVersion: throng.dev/v1
                kind: LoadTest
                metadata: {name: own}
                spec:
                  target: http://localhost:1
                  scenario: {java: {source: %s}}
                  users: 4
                  spawnRate: 100
                  iterationsPerUser: 20
                  thresholds:
                  - {expect: p95 < 60s, metric: visit}
                """.formatted(new JsonMapper().writeValueAsString(source)));
        Path json = folder.resolve("own.json");
        Path html = folder.resolve("own.html");
        Path markdown = folder.resolve("own.md");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT);
                Throng throng = Throng.start(
                        folder,
                        "run",
                        file,
                        "--headless",
                        "--workers",
                        "2",
                        "--json",
                        json,
                        "--html",
                        html,
                        "--markdown",
                        markdown,
                        "--csv",
                        folder.resolve("own"),
                        "--host",
                        "http://127.0.0.1:" + target.port(),
                        "--threshold",
                        "sum < 20, metric=items seen",
                        "--threshold",
                        "rate >= 100%, metric=full pages")) {
            assertThat(throng.await()).as(throng.output()).isIn(ExitCode.FAILED, ExitCode.GENERATOR_UNHEALTHY);
            JsonNode result = new JsonMapper().readTree(json.toFile());
            long pages = target.answered();
            assertThat(pages).isBetween(1L, 79L);
            for (String metric :
                    List.of("GROUP:visit", "COUNTER:items seen", "RATE:full pages", "TREND:items per page")) {
                assertThat(result.at("/timings")
                                .path("metric:" + metric)
                                .path("count")
                                .asLong())
                        .as(metric)
                        .isEqualTo(pages);
            }
            assertThat(result.at("/verdict/thresholds/1/measured").asDouble()).isEqualTo(20.0 * pages);
            assertThat(result.at("/verdict/thresholds/2/measured").asDouble()).isEqualTo(1);
            assertThat(Files.readString(html)).contains("Measured by the scenario", "items seen");
            assertThat(Files.readString(markdown)).contains("| items seen | counter | " + pages + " |");
            assertThat(Files.readString(folder.resolve("own_metrics.csv")))
                    .contains("counter,items seen," + pages + ",0," + 20.0 * pages);
        }
    }

    @Test
    void codeThatEndsTheRunSaysWhy() throws Exception {
        Path file = Files.writeString(folder.resolve("Enough.java"), """
                import dev.throng.scenario.*;
                class Enough extends HttpUser {
                    Wait wait = constant(0.02);
                    @Task void look() {
                        client.get("/api/v1/items?limit=1");
                        if (iteration() == 5) stopRun("the stock is sold out");
                    }
                }
                """);
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            JsonNode result = run(file, target.port(), "-u", "2", "-r", "100", "-t", "10m", "--workers", "2");

            assertThat(result.at("/total/requests").asLong())
                    .isEqualTo(target.answered())
                    .isGreaterThanOrEqualTo(5);
            assertThat(result.at("/end").asText()).isEqualTo("COMPLETE");
            assertThat(result.at("/verdict/message").asText())
                    .contains("; the scenario's code ended the run: the stock is sold out");
        }
    }

    @Test
    void codeThatRefusesBeforeTheRunSaysWhere() throws Exception {
        Path file = Files.writeString(folder.resolve("Refusing.java"), """
                import dev.throng.scenario.*;
                class Refusing extends HttpUser {
                    @BeforeRun static void prepare() {
                        if (System.getProperty("java.version").isEmpty()) return;
                        throw new AssertionError("the shop is closed");
                    }
                    @Task void look() { client.get("/"); }
                }
                """);
        try (Throng throng = Throng.start(
                folder, "run", file, "--headless", "--host", "http://127.0.0.1:1", "-u", "1", "-r", "1", "-t", "1s")) {
            assertThat(throng.await()).isEqualTo(ExitCode.BROKEN);
            assertThat(throng.output())
                    .contains("refused before the run: java.lang.AssertionError: the shop is closed (Refusing.java:5)");
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
