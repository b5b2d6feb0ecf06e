package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.throng.runner.cli.process.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code that is called once in a run, as processes: a master that is killed, another one in its place, two workers. */
class JavaMasterTest {
    private static final String SOURCE = """
            import dev.throng.scenario.*;
            import java.net.URI;
            import java.net.http.*;
            class Once extends HttpUser {
                static String ask(String path) throws Exception {
                    return HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(URI.create("%s" + path)).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
                }
                @BeforeRun static String login() throws Exception { return ask("/login"); }
                @BeforeWorker static void ready(String token) throws Exception { ask("/ready/" + token); }
                @AfterRun static void logout() throws Exception { ask("/logout"); }
                @Task void work() { client.get("/item/" + shared().orElse("")); pause(0.02); }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void whatIsDoneBeforeTheRunIsDoneOnceThoughItsMasterIsKilled() throws Exception {
        Map<String, LongAdder> seen = new ConcurrentHashMap<>();
        HttpServer server = server(seen);
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        Path source = Files.writeString(folder.resolve("Once.java"), SOURCE.formatted(url));
        Path token = Files.writeString(folder.resolve("token"), "secret");
        Path json = folder.resolve("result.json");
        String bind = "127.0.0.1:" + freePort();
        List<Object> master = List.of(
                "master",
                source,
                "--bind",
                bind,
                "--token-file",
                token,
                "--run-id",
                "one",
                "--expect-workers",
                2,
                "--host",
                url,
                "-u",
                4,
                "-r",
                100,
                "-t",
                "10s",
                "--json",
                json);
        try (Throng first = Throng.start(folder, master.toArray());
                Throng a = Throng.start(folder, "worker", "--master", bind, "--token-file", token, "--name", "a");
                Throng b = Throng.start(folder, "worker", "--master", bind, "--token-file", token, "--name", "b")) {
            await(seen, "/item/t1", 20, first);
            first.signal("KILL");
            try (Throng second = Throng.start(folder, master.toArray())) {
                assertThat(second.await()).as(second.output()).isIn(ExitCode.PASSED, ExitCode.GENERATOR_UNHEALTHY);
                assertThat(a.await()).as(a.output()).isZero();
                assertThat(b.await()).as(b.output()).isZero();
            }
            JsonNode result = new JsonMapper().readTree(json.toFile());
            assertThat(seen).containsOnlyKeys("/login", "/ready/t1", "/item/t1", "/logout");
            assertThat(seen.get("/login").sum()).isEqualTo(1);
            assertThat(seen.get("/ready/t1").sum()).isEqualTo(2);
            assertThat(seen.get("/logout").sum()).isEqualTo(1);
            assertThat(result.at("/total/requests").asLong())
                    .isEqualTo(seen.get("/item/t1").sum());
            assertThat(result.at("/end").asText()).isEqualTo("COMPLETE");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatRefusesBeforeTheRunEndsItWithItsLine() throws Exception {
        Path source = Files.writeString(folder.resolve("Refusing.java"), """
                import dev.throng.scenario.*;
                class Refusing extends HttpUser {
                    @BeforeRun static void prepare() {
                        if (System.nanoTime() != 0) throw new AssertionError("the shop is closed");
                    }
                    @Task void look() { client.get("/"); }
                }
                """);
        Path token = Files.writeString(folder.resolve("token"), "secret");
        String bind = "127.0.0.1:" + freePort();
        try (Throng master = Throng.start(
                        folder,
                        "master",
                        source,
                        "--bind",
                        bind,
                        "--token-file",
                        token,
                        "--host",
                        "http://127.0.0.1:1",
                        "-u",
                        1,
                        "-r",
                        1,
                        "-t",
                        "1s");
                Throng worker = Throng.start(folder, "worker", "--master", bind, "--token-file", token)) {
            assertThat(master.await()).as(master.output()).isEqualTo(ExitCode.BROKEN);
            assertThat(master.output())
                    .contains("refused before the run: java.lang.AssertionError: the shop is closed (Refusing.java:4)");
            assertThat(worker.await()).as(worker.output()).isZero();
        }
    }

    private static HttpServer server(Map<String, LongAdder> seen) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            LongAdder count = seen.computeIfAbsent(path, unused -> new LongAdder());
            count.increment();
            byte[] body = ("t" + count.sum()).getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static void await(Map<String, LongAdder> seen, String path, long requests, Throng master)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(240);
        while (!seen.containsKey(path) || seen.get(path).sum() < requests) {
            if (System.nanoTime() > deadline || !master.alive()) {
                throw new AssertionError(seen + "\n" + master.output());
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
