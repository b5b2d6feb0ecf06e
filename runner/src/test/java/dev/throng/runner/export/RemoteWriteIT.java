package dev.throng.runner.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.runner.dashboards.Prometheus;
import dev.throng.runner.plan.compile.Export;
import dev.throng.runner.report.Result;
import dev.throng.runner.web.FakeRun;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real Prometheus has of a run that it was written, with native histograms and without. */
class RemoteWriteIT {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void prometheusHasWhatTheResultHas(boolean nativeHistograms) throws Exception {
        Assumptions.assumeTrue(Prometheus.present(), "Prometheus is not installed: nothing is written to it");
        List<String> said = new ArrayList<>();
        FakeRun run = new FakeRun(FakeRun.staged(0.2), FakeRun.hostile(), 2);
        try (Prometheus prometheus = Prometheus.written(nativeHistograms)) {
            Export to = new Export(
                    "prometheus",
                    Export.Protocol.REMOTE_WRITE,
                    URI.create(prometheus.url() + "/api/v1/write"),
                    Map.of(),
                    Duration.ofSeconds(1),
                    nativeHistograms);
            Exporting exporting = Exporting.start(run, List.of(to), "shop", "1.2.3", said::add);
            Awaitility.await().until(() -> prometheus.value("throng_run_elapsed_seconds") == 0);
            run.advance(60);
            Result result = run.result().join();
            exporting.finish(Duration.ofMinutes(1));

            assertThat(said).isEmpty();
            String judged = "{judged=\"true\", namespace=\"shop\", run=\"" + run.id() + "\"}";
            long requests = result.total().requests();
            assertThat(prometheus.value("sum(max_over_time(throng_requests_total" + judged + "[5m]))"))
                    .isEqualTo(requests);
            assertThat(prometheus.value("sum(max_over_time(throng_failures_total" + judged + "[5m]))"))
                    .isEqualTo(result.total().failures());
            // Every series begins at 0, so nothing is missing of what a counter gained.
            JsonNode points = prometheus.query("throng_requests_total" + judged + "[5m]");
            assertThat(points)
                    .allSatisfy(series ->
                            assertThat(series.at("/values/0/1").asText()).isEqualTo("0"));
            double summary = result.total().response().percentiles().get("95") / 1000;
            assertThat(prometheus.value(
                            nativeHistograms
                                    ? "histogram_quantile(0.95, sum(throng_response_time_seconds" + judged + "))"
                                    : "histogram_quantile(0.95, sum by (le) (throng_response_time_seconds_bucket"
                                            + judged + "))"))
                    .isCloseTo(summary, within(summary * (nativeHistograms ? 0.01 : 0.35)));
        }
    }
}
