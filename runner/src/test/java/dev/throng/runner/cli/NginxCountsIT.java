package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.runner.cli.process.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every request is counted exactly once: what Throng reports is what the server's own log holds. */
class NginxCountsIT {
    @TempDir
    Path folder;

    @BeforeAll
    static void needsNginx() {
        assumeTrue(Nginx.installed(), "nginx is not installed");
    }

    @Test
    void everyRequestIsALineOfTheLog() throws Exception {
        try (Nginx nginx = Nginx.start(folder);
                Throng throng = run(nginx, "- {get: /}\n", 20)) {
            assertThat(throng.await()).as(throng.output()).isIn(ExitCode.PASSED, ExitCode.GENERATOR_UNHEALTHY);
            assertCountsAgree(throng, nginx);
            assertThat(result().at("/total/failures").asLong()).isZero();
        }
    }

    @Test
    void failuresAndRedirectsAreCountedLikeTheRest() throws Exception {
        try (Nginx nginx = Nginx.start(folder);
                Throng throng = run(nginx, "- {get: /}\n- {get: /missing}\n- {get: /moved}\n", 20)) {
            assertThat(throng.await()).as(throng.output()).isEqualTo(1);
            assertCountsAgree(throng, nginx);
            assertThat(result().at("/total/failures").asLong()).isPositive();
            assertThat(result().at("/identity/redirectHops").asLong()).isPositive();
        }
    }

    /** Every hundredth exchange the server says goodbye to the connection, whatever is under way on it. */
    @Test
    void overHttp2TooEveryRequestIsALineOfTheLog() throws Exception {
        try (Nginx nginx = Nginx.startHttp2(folder);
                Throng throng = run(
                        nginx,
                        "- {get: /}\n- {post: /, body: x}\n- {get: /moved}\n",
                        5,
                        "--http-version",
                        "2",
                        "--http-streams",
                        "4")) {
            assertThat(throng.await()).as(throng.output()).isIn(ExitCode.PASSED, ExitCode.GENERATOR_UNHEALTHY);
            assertCountsAgree(throng, nginx);
            assertThat(result().at("/total/failures").asLong()).isZero();
        }
    }

    @Test
    void anInterruptedRunKeepsItsCounts() throws Exception {
        try (Nginx nginx = Nginx.start(folder);
                Throng throng = run(nginx, "- {get: /}\n", 120)) {
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> nginx.lines() > 500);
            throng.signal("INT");
            assertThat(throng.await()).as(throng.output()).isEqualTo(130);
            assertCountsAgree(throng, nginx);
        }
    }

    @Test
    void aTerminatedRunKeepsItsCounts() throws Exception {
        try (Nginx nginx = Nginx.start(folder);
                Throng throng = run(nginx, "- {get: /}\n", 120)) {
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> nginx.lines() > 500);
            throng.signal("TERM");
            assertThat(throng.await()).as(throng.output()).isEqualTo(143);
            assertCountsAgree(throng, nginx);
        }
    }

    @Test
    void aServerThatIsKilledMidRunCostsAtMostWhatWasInFlight() throws Exception {
        try (Nginx nginx = Nginx.start(folder);
                Throng throng = run(nginx, "- {get: /}\n", 6)) {
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> nginx.lines() > 500);
            nginx.kill();
            assertThat(throng.await()).as(throng.output()).isEqualTo(1);
            long claimed = result().at("/identity/serverLines").asLong();
            long uncertain = result().at("/identity/uncertain").asLong();
            // It writes a line after the answer: one may have been answered and not written.
            assertThat(nginx.lines()).isBetween(claimed - 1, claimed + uncertain);
            assertThat(result().at("/identity/neverSent").asLong()).isPositive();
        }
    }

    @Test
    void aPortThatRefusesReachesNobody() throws Exception {
        int port;
        try (Nginx nginx = Nginx.start(folder)) {
            port = Integer.parseInt(nginx.url().replaceAll(".*:", ""));
        }
        Path file = file("http://127.0.0.1:" + port, "- {get: /}\n", 3);
        try (Throng throng = Throng.start(folder, "run", file, "--json", folder.resolve("r.json"))) {
            assertThat(throng.await()).as(throng.output()).isEqualTo(3);
            assertThat(result().at("/identity/serverLines").asLong()).isZero();
            assertThat(throng.output()).contains("refused").doesNotContain("Exception");
        }
    }

    private Throng run(Nginx nginx, String tasks, int seconds, String... options) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(
                "run",
                file(nginx.url(), tasks, seconds),
                "--json",
                folder.resolve("r.json"),
                "--csv",
                folder.resolve("r")));
        arguments.addAll(List.of(options));
        return Throng.start(folder, arguments.toArray());
    }

    private Path file(String target, String tasks, int seconds) throws IOException {
        return Files.writeString(folder.resolve("test.yaml"), """
                apiVersion: throng.dev/v1
                kind: LoadTest
                metadata: {name: counts}
                spec:
                  target: %s
                  scenario:
                    users:
                    - name: Visitor
                      wait: {between: [1ms, 20ms]}
                      tasks:
                %s
                  users: 10
                  spawnRate: 20
                  runTime: %ds
                  thresholds:
                  - {expect: failureRate < 1%%}
                """.formatted(
                        target, tasks.indent(6).stripTrailing(), seconds));
    }

    private void assertCountsAgree(Throng throng, Nginx nginx) throws IOException {
        JsonNode identity = result().get("identity");
        assertThat(identity.get("serverLines").asLong()).as(identity.toString()).isEqualTo(nginx.lines());
        long counted = identity.get("counted").asLong();
        assertThat(counted).isEqualTo(result().at("/total/requests").asLong()).isPositive();
        assertThat(aggregated().split(",")[2]).isEqualTo(Long.toString(counted));
        assertThat(throng.output().replace(",", "").replace("\u2009", "")).contains(Long.toString(counted));
    }

    private JsonNode result() throws IOException {
        return new JsonMapper().readTree(folder.resolve("r.json").toFile());
    }

    private String aggregated() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("r_stats.csv"));
        return lines.getLast();
    }
}
