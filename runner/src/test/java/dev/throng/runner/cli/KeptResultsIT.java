package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.net.httpserver.HttpServer;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever ends a run, and wherever its files can't go: its result is somewhere, and the last line says where. */
class KeptResultsIT {
    @TempDir
    private Path folder;

    private final CountDownLatch answers = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(2);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/fast", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.createContext("/never", exchange -> {
            asked.countDown();
            try (exchange) {
                answers.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        answers.countDown();
        server.stop(0);
    }

    /** By the first bit of the kernel's mask; what this process ignores, its children ignore. */
    private static boolean ignoresHangUps() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.isReadable(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line -> (Character.digit(line.charAt(line.length() - 1), 16) & 1) == 1);
    }

    @Test
    void aClosedTerminalIsAnOrderlyEnd() throws Exception {
        assumeFalse(ignoresHangUps(), "what was started under nohup does not hear of terminals");
        Path json = folder.resolve("result.json");
        try (Throng throng = Throng.start(folder, "run", file("/fast", "1h"), "--json", json)) {
            until(() -> throng.output().contains("0:00"));
            throng.signal("HUP");
            throng.signal("HUP"); // from the terminal and from the shell
            assertThat(throng.await()).isEqualTo(129);
            assertThat(throng.output()).contains("ABORTED");
        }
        assertThat(read(json).total().requests()).isPositive();
    }

    @Test
    void somebodyInAHurryHasTheResultsToo() throws Exception {
        Path json = folder.resolve("result.json");
        try (Throng throng = Throng.start(folder, "run", file("/never", "1h"), "--json", json)) {
            asked.await();
            throng.signal("INT");
            until(() -> throng.output().contains("Ctrl-C again ends it now"));
            throng.signal("INT");
            assertThat(throng.await()).isEqualTo(130);
            assertThat(throng.output()).contains("ending now").contains("ABORTED");
        }
        assertThat(read(json).verdict().exitCode()).isEqualTo(130);
    }

    @Test
    void aResultThatCanNotBeWrittenIsKeptElsewhere() throws Exception {
        try (Throng throng = Throng.start(folder, "run", file("/fast", "1s"), "--json", "/dev/full", "--quiet")) {
            int exitCode = throng.await();
            assertThat(exitCode).isIn(ExitCode.BROKEN, ExitCode.GENERATOR_UNHEALTHY); // never passed
            String last = throng.output().strip().lines().toList().getLast();
            Matcher place = Pattern.compile("NOT WRITTEN: .*No space left.* is in (\\S+) instead.*; exit code (\\d+)")
                    .matcher(last);
            assertThat(place.matches()).as(last).isTrue();
            assertThat(place.group(2)).isEqualTo(String.valueOf(exitCode));
            assertThat(throng.output().lines()).noneMatch(line -> line.startsWith("PASSED"));
            Path kept = Path.of(place.group(1));
            try (InputStream in = new GZIPInputStream(Files.newInputStream(kept))) {
                assertThat(ResultJson.read(in).total().requests()).isPositive();
            }
            Files.delete(kept);
        }
    }

    private Path file(String path, String runTime) throws IOException {
        return Files.writeString(
                folder.resolve("test.yaml"), """
                apiVersion: throng.dev/v1
                kind: LoadTest
                metadata: {name: kept}
                spec:
                  target: http://127.0.0.1:%d
                  scenario: {users: [{name: User, wait: {constant: 20ms}, tasks: [{get: %s}]}]}
                  users: 2
                  spawnRate: 100
                  runTime: %s
                  gracePeriod: 5m
                """.formatted(server.getAddress().getPort(), path, runTime));
    }

    private static Result read(Path json) throws IOException {
        try (InputStream in = Files.newInputStream(json)) {
            return ResultJson.read(in);
        }
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
