package dev.throng.runner.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.stats.Accumulator;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.Recorder;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.web.WorkerServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WorkerMetricsTest {
    private static final long MILLI = 1_000_000;

    private final WorkerMetrics metrics = new WorkerMetrics("shop", "run-1", "worker-0");
    private final Recorder recorder = new Recorder(() -> 0);
    private int second;

    /** A second with a request and a failed one. */
    private Snapshot second(int users) {
        int slot = recorder.slot("User", "/items", "GET");
        recorder.record(slot, 0, 20 * MILLI, 20 * MILLI, 10 * MILLI, 100, 50);
        recorder.recordFailure(
                slot,
                0,
                20 * MILLI,
                20 * MILLI,
                10 * MILLI,
                10,
                50,
                FailureKind.STATUS,
                "status 500, expected below 400");
        recorder.timing(Snapshot.LOOP_LAG).record(3 * MILLI);
        Accumulator sum = new Accumulator();
        sum.add(recorder.flip());
        return sum.snapshot(
                second++,
                0,
                1,
                new Snapshot.Gauges(users, 9, 1, 4, 0.5, 0.25, -1, 0.01, 1 << 20, 2 << 20, 30, 1000, 0));
    }

    private String text() throws IOException {
        return new String(metrics.scrape(null).body(), StandardCharsets.UTF_8);
    }

    @Test
    void countersAddUpAndGaugesAreTheLatest() throws IOException {
        metrics.takesPartIn("items");
        metrics.enter(second(5));
        metrics.enter(second(7));
        String labels = "{loadtest=\"items\",namespace=\"shop\",run=\"run-1\",worker=\"worker-0\"}";
        assertThat(text())
                .contains(
                        "throng_process_requests_total" + labels + " 4.0",
                        "throng_process_failures_total" + labels + " 2.0",
                        "throng_process_sent_bytes_total" + labels + " 200.0",
                        "throng_process_users" + labels + " 7.0",
                        "throng_process_cpu_ratio" + labels + " 0.25")
                .containsPattern("throng_process_loop_lag_seconds\\{.*} 0.003")
                .doesNotContain("throng_process_throttled_ratio");
    }

    @Test
    void countersAreThereBeforeTheRun() throws IOException {
        assertThat(text()).contains("throng_process_requests_total{").doesNotContain("throng_process_users{");
    }

    @Test
    void theyAreServed() throws Exception {
        metrics.enter(second(5));
        try (WorkerServer server = WorkerServer.start(metrics, "127.0.0.1", 0);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/metrics"))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
            assertThat(answer.body()).contains("throng_process_users");
        }
    }

    @Test
    void theDocsListThemAll() throws IOException {
        String docs = Files.readString(Path.of("../docs/metrics.md"));
        for (WorkerFamily family : WorkerFamily.values()) {
            assertThat(docs).contains("| `" + family.metric + "` | " + family.type + " | " + family.help + " |");
        }
    }
}
