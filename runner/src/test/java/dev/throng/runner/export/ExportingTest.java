package dev.throng.runner.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.throng.runner.plan.compile.Export;
import dev.throng.runner.report.Result;
import dev.throng.runner.web.FakeRun;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ExportingTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final FakeRun run = new FakeRun(FakeRun.staged(0.2), FakeRun.hostile(), 2);
    private final List<String> said = new CopyOnWriteArrayList<>();

    private Exporting start(Export... receivers) {
        return Exporting.start(run, List.of(receivers), "shop", "1.2.3", said::add);
    }

    private static Export otlp(String url, boolean nativeHistograms) {
        return new Export(
                "collector",
                Export.Protocol.OTLP,
                Export.url(url, Export.Protocol.OTLP).orElseThrow(),
                Map.of(),
                Duration.ofSeconds(1),
                nativeHistograms);
    }

    private Result toItsEnd() {
        run.advance(60);
        return run.result().join();
    }

    @Test
    void theLastValuesAreTheResults() throws Exception {
        try (Collector collector = new Collector()) {
            Exporting exporting = start(otlp(collector.url(), false));
            Awaitility.await().until(() -> !collector.received.isEmpty());
            Result result = toItsEnd();
            exporting.finish(LONG);

            assertThat(said).isEmpty();
            assertThat(collector.judged("throng_requests"))
                    .isEqualTo(result.total().requests());
            assertThat(collector.judged("throng_failures"))
                    .isEqualTo(result.total().failures());
            List<HistogramDataPoint> times =
                    collector.metric("throng_response_time_seconds").getHistogram().getDataPointsList().stream()
                            .filter(point -> judged(point.getAttributesList()))
                            .toList();
            assertThat(times.stream().mapToLong(HistogramDataPoint::getCount).sum())
                    .isEqualTo(result.total().requests() - result.total().stalled());
            assertThat(times).allSatisfy(point -> {
                assertThat(point.getBucketCountsList().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(point.getCount());
                assertThat(point.getBucketCountsCount()).isEqualTo(point.getExplicitBoundsCount() + 1);
            });
        }
    }

    private static boolean judged(List<KeyValue> attributes) {
        return Collector.attribute(attributes, "judged").equals("true");
    }

    @Test
    void everySeriesBeginsAtZeroAlsoForOneWhoComesLate() throws Exception {
        try (Collector collector = new Collector().refusing(503, 401)) {
            Exporting exporting = start(otlp(collector.url(), false));
            Awaitility.await().until(() -> !said.isEmpty());
            toItsEnd();
            exporting.finish(LONG);

            Metric first = collector.metrics("throng_requests").findFirst().orElseThrow();
            assertThat(first.getSum().getDataPointsList())
                    .allSatisfy(point -> assertThat(point.getAsDouble()).isZero());
            assertThat(said)
                    .containsExactly(
                            "export: collector does not take the run's metrics: it answered 503: not now; it is tried"
                                    + " again, and the run does not wait for it",
                            "export: collector takes the run's metrics again");
        }
    }

    @Test
    void percentilesOfExponentialHistogramsAreTheSummarys() throws Exception {
        try (Collector collector = new Collector()) {
            Exporting exporting = start(otlp(collector.url(), true));
            Result result = toItsEnd();
            exporting.finish(LONG);

            long[] counts = new long[1 << 16];
            long total = 0;
            for (ExponentialHistogramDataPoint point : collector
                    .metric("throng_response_time_seconds")
                    .getExponentialHistogram()
                    .getDataPointsList()) {
                if (judged(point.getAttributesList())) {
                    assertThat(point.getScale()).isEqualTo(7);
                    for (int i = 0; i < point.getPositive().getBucketCountsCount(); i++) {
                        counts[(1 << 15) + point.getPositive().getOffset() + i] +=
                                point.getPositive().getBucketCounts(i);
                    }
                    total += point.getCount();
                }
            }
            long below = 0;
            int bucket = 0;
            while (below + counts[bucket] < total * 0.95) {
                below += counts[bucket++];
            }
            double upper = Math.pow(2, (bucket - (1 << 15) + 1) / 128.0);
            double summary = result.total().response().percentiles().get("95") / 1000;
            assertThat(upper).isCloseTo(summary, within(summary * 0.01));
        }
    }

    @Test
    void aReceiverThatIsAwayHoldsNothingUp() throws Exception {
        try (Socket silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Exporting exporting = start(otlp("http://127.0.0.1:" + silent.getLocalPort(), false));
            Awaitility.await().until(() -> !said.isEmpty());
            toItsEnd();
            exporting.finish(Duration.ofSeconds(2));
            assertThat(said.getLast())
                    .isEqualTo("export: the last metrics did not reach collector: it takes no connections");
        }
    }

    @Test
    void aReceiverThatNeverAnswersHoldsNothingUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Exporting exporting = start(otlp("http://127.0.0.1:" + silent.getLocalPort(), false));
            toItsEnd();
            exporting.finish(Duration.ofSeconds(2));
            assertThat(said)
                    .containsExactly("export: the last metrics did not reach collector: it did not answer in time");
        }
    }

    @Test
    void aPasswordInTheUrlIsAHeaderAndInNoMessage() throws Exception {
        try (Collector collector = new Collector().refusing(403)) {
            String url = collector.url().replace("http://", "http://me:s3cr3t@");
            Exporting exporting = start(otlp(url, false));
            Awaitility.await().until(() -> !said.isEmpty());
            toItsEnd();
            exporting.finish(LONG);
            assertThat(collector.authorizations).containsOnly("Basic bWU6czNjcjN0");
            assertThat(said).noneMatch(line -> line.contains("s3cr3t"));
        }
    }
}
