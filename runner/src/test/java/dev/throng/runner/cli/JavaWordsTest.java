package dev.throng.runner.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.process.Machine;
import dev.throng.runner.cli.session.RunHooks;
import dev.throng.runner.cluster.LocalRun;
import dev.throng.runner.engine.LoopEngine;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.report.About;
import dev.throng.runner.report.Earlier;
import dev.throng.runner.report.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Every word that a scenario in Java can be written with, in scenarios that throw when one does not do what it says. */
class JavaWordsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void clientsSendAndReadWhatTheyAreTold() throws Exception {
        Result result = JavaRun.measured(() -> run("ClientWords", 1, 1));

        assertThat(result.exceptions()).isEmpty();
        assertThat(result.failures())
                .extracting(Result.Failure::message)
                .containsExactlyInAnyOrder(
                        "status 404, expected below 400",
                        "$.none missing",
                        "header X-Reply is a, expected b",
                        "body lacks \"nowhere\"",
                        "$.method is GET, expected ^P",
                        "header X-Reply is a, expected ^b",
                        "body does not match ^nothing$",
                        "header X-None missing",
                        "not to my liking",
                        "not complete within 1 s");
    }

    @Test
    void usersLiveAndWorkAsTheyAreWritten() throws Exception {
        Result result = run("UserWords", 3, 12);

        assertThat(result.exceptions()).isEmpty();
        assertThat(result.total().failures()).isZero();
    }

    private static Result run(String sample, int users, int tasks) throws Exception {
        AtomicLong served = new AtomicLong();
        ExecutorService threads =
                Executors.newFixedThreadPool(8, Thread.ofPlatform().daemon().factory());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, served));
        server.start();
        try {
            Path source = Path.of("src", "test", "resources", "dev", "throng", "runner", "cli", sample + ".java");
            ObjectNode test = JSON.createObjectNode();
            test.put("apiVersion", "throng.dev/v1")
                    .put("kind", "LoadTest")
                    .putObject("metadata")
                    .put("name", "words");
            ObjectNode spec = test.putObject("spec");
            spec.put("users", users).put("spawnRate", 100).put("iterationsPerUser", tasks);
            spec.putObject("scenario").putObject("java").put("source", Files.readString(source));
            String target = "http://127.0.0.1:" + server.getAddress().getPort();
            var plan = TestFile.of("words.yaml", test.toString().getBytes(StandardCharsets.UTF_8))
                    .compile(PlanOptions.DEFAULTS.withTarget(target).withSeed(1));
            About about = About.newRun("test", "", "", Machine.describe(EngineOptions.forThisMachine()), Earlier.NONE);
            try (RunHooks hooks = RunHooks.before(plan)) {
                return LocalRun.start(
                                hooks.plan(),
                                accepted -> LoopEngine.of(accepted, new EngineOptions(1, Pollers.choose())),
                                about)
                        .result()
                        .get(60, SECONDS);
            }
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    /** Says what was asked for. */
    private static void answer(HttpExchange exchange, AtomicLong served) throws IOException {
        served.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        ObjectNode said = JSON.createObjectNode();
        said.put("method", exchange.getRequestMethod())
                .put("uri", exchange.getRequestURI().toString());
        said.put("body", new String(body, StandardCharsets.UTF_8));
        ObjectNode headers = said.putObject("headers");
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join("|", values)));
        byte[] bytes = said.toString().getBytes(StandardCharsets.UTF_8);
        int status = 200;
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("X-Reply", "a");
        exchange.getResponseHeaders().add("Set-Cookie", "sid=7; Path=/");
        exchange.getResponseHeaders().add("Set-Cookie", "other=8; Path=/");
        if (path.equals("/redirect")) {
            exchange.getResponseHeaders().set("Location", "/echo?hop=1");
            status = 302;
        } else if (path.equals("/latin")) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=ISO-8859-1");
            bytes = "\u00e4\u00f6".getBytes(StandardCharsets.ISO_8859_1);
        } else if (path.equals("/missing")) {
            status = 404;
        } else if (path.equals("/slow")) {
            try {
                Thread.sleep(20_000);
            } catch (InterruptedException e) {
                return;
            }
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || status == 302 ? -1 : bytes.length);
        if (!head && status != 302) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
