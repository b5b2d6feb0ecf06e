package dev.throng.runner.dashboards;

import com.sun.net.httpserver.HttpServer;
import dev.throng.runner.report.Result;
import dev.throng.runner.web.FakeRun;
import dev.throng.runner.web.LiveServer;
import dev.throng.runner.web.WebSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Two runs of one load test, the second one worse than the first, and what an operator says of them and of two schedules. */
final class TwoRuns implements AutoCloseable {
    private final FakeRun first = new FakeRun(FakeRun.staged(0.2), FakeRun.shop(), 2);
    private final FakeRun second = new FakeRun(FakeRun.staged(0.2), FakeRun.hostile(), 2);
    private final LiveServer firstServer = serve(first, "first");
    private final LiveServer secondServer = serve(second, "second");
    private final HttpServer operator =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private volatile int missed;

    TwoRuns() throws IOException {
        operator.createContext("/metrics", exchange -> {
            try (exchange) {
                byte[] body = saidByTheOperator().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        operator.start();
    }

    private String saidByTheOperator() {
        return """
                throng_loadtest_verdict{namespace="shop",loadtest="items",outcome="failed"} 1
                throng_loadtest_verdict{namespace="shop",loadtest="items",outcome="passed"} 0
                throng_loadtest_p95_seconds{namespace="shop",loadtest="items"} 0.25
                throng_loadtest_failure_ratio{namespace="shop",loadtest="items"} 0.02
                throng_loadtest_finished_timestamp_seconds{namespace="shop",loadtest="items"} 1700000000
                throng_loadtests{phase="Completed"} 1
                throng_schedule_last_start_timestamp_seconds{namespace="shop",schedule="nightly"} 1700000000
                throng_schedule_next_start_timestamp_seconds{namespace="shop",schedule="nightly"} 1700086400
                throng_schedule_missed_total{namespace="shop",schedule="nightly"} %d
                """.formatted(missed);
    }

    private static LiveServer serve(FakeRun run, String name) throws IOException {
        return LiveServer.start(
                run,
                WebSettings.DEFAULTS
                        .at("127.0.0.1", 0)
                        .withLabels(new WebSettings.Labels("shop", "items", name))
                        .withScraped(true));
    }

    List<Integer> ports() {
        return List.of(
                firstServer.port(), secondServer.port(), operator.getAddress().getPort());
    }

    Result second() {
        return second.result().join();
    }

    /** Lets both runs go on while they are scraped, to the end and until the last values are taken. */
    void go(Prometheus prometheus) throws InterruptedException {
        await(prometheus, "first", 0);
        await(prometheus, "second", 0);
        for (int second = 10; second < 60; second += 10) {
            first.advance(10);
            this.second.advance(10);
            await(prometheus, "first", second);
            await(prometheus, "second", second);
        }
        missed = 1;
        first.advance(10);
        second.against(first.result().join()).advance(10);
        taken(firstServer);
        taken(secondServer);
        await(prometheus, "second", 60);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> prometheus.value("sum(throng_run_verdict{run=\"second\"})") == 1
                        && prometheus.value("throng_schedule_missed_total") == 1);
    }

    private static void taken(LiveServer server) throws InterruptedException {
        if (!server.awaitLastScrape(Duration.ofSeconds(60), () -> false)) {
            throw new AssertionError("the last values were not scraped");
        }
    }

    private static void await(Prometheus prometheus, String run, int second) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> prometheus.value("throng_run_elapsed_seconds{run=\"" + run + "\"}") == second);
    }

    @Override
    public void close() {
        firstServer.close();
        secondServer.close();
        operator.stop(0);
    }
}
