package dev.throng.runner.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.throng.api.verdict.ObserveSpec;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultJson;
import dev.throng.runner.report.SampleRun;
import dev.throng.runner.verdict.Verdict.Outcome;
import dev.throng.runner.verdict.saturation.Observed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers as Prometheus does, over real HTTP. */
class ObservingTest {
    private static final long START = SampleRun.START.getEpochSecond();

    private final List<String> queries = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/query", exchange -> {
            String query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), UTF_8);
            synchronized (queries) {
                queries.add(query);
            }
            byte[] answer = answer(query).getBytes(UTF_8);
            exchange.sendResponseHeaders(query.contains("wrong(") ? 400 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private static String answer(String query) {
        if (query.contains("wrong(")) {
            return "{\"status\":\"error\",\"error\":\"1:7: parse error\"}";
        }
        if (query.contains("count_over_time")) {
            return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\"60\"]}]}}";
        }
        if (query.startsWith("query=20&")) {
            return "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"20\"]}}";
        }
        if (query.startsWith("query=1&")) {
            return "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"1\"]}}";
        }
        boolean memory = query.contains("container_memory_working_set_bytes");
        if (query.contains("connections") || memory) {
            StringBuilder points = new StringBuilder();
            for (int second = 0; second < 60; second++) {
                double value = memory ? 0.5 : Math.min(20, second);
                points.append(second == 0 ? "" : ",")
                        .append('[')
                        .append(START + second)
                        .append(",\"")
                        .append(value)
                        .append("\"]");
            }
            return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":["
                    + points + "]}]}}";
        }
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";
    }

    @Test
    void seriesLieOnTheRunsTimeAxisAndTheSentenceSaysWhatGaveOut() throws Exception {
        Result result = observed(item("db connections", null, "sum(connections)", "20", null));
        Observed series = result.findings().observed().getFirst();
        assertThat(series.seconds()).startsWith(0.0, 1.0, 2.0);
        assertThat(series.limit()).isEqualTo(20);
        assertThat(result.findings().saturation().order().getFirst().second()).isEqualTo(19);
        assertThat(result.verdict().message()).contains("db connections 20 of 20 gave out first");
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        ResultJson.write(result, json);
        assertThat(ResultJson.read(new ByteArrayInputStream(json.toByteArray()))
                        .findings()
                        .saturation())
                .isEqualTo(result.findings().saturation());
    }

    @Test
    void aWorkloadIsAskedForByTheUsualMetrics() throws Exception {
        Result result = observed(item("items", "deployment/items", null, null, null));
        assertThat(queries)
                .anyMatch(query -> query.contains(
                                "container_cpu_usage_seconds_total{namespace=\"shop\",pod=~\"items-[a-z0-9]+-[a-z0-9]+\"")
                        && query.contains("[4s]")
                        && query.contains("kube_pod_container_resource_limits"))
                .as("pods as a whole, where nothing is known of containers")
                .anyMatch(query -> query.contains("container_memory_working_set_bytes{namespace=\"shop\","
                        + "pod=~\"items-[a-z0-9]+-[a-z0-9]+\",container=\"\",image=\"\"}"));
        assertThat(result.findings().observed())
                .extracting(Observed::name)
                .containsExactly("items CPU", "items memory");
        assertThat(result.findings().observed().getFirst().problem())
                .contains("Prometheus has no such values in the time of the run");
    }

    @Test
    void aThresholdOnItDecidesWithTheOthers() throws Exception {
        Result missed = observed(item("db connections", null, "sum(connections)", null, "value < 15"));
        assertThat(missed.verdict().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(missed.verdict().exitCode()).isEqualTo(1);
        assertThat(missed.verdict().message()).startsWith("db connections was up to 20.0 (limit < 15)");
        Result held = observed(item("db connections", null, "sum(connections)", null, "value <= 20"));
        assertThat(held.verdict().outcome()).isEqualTo(Outcome.PASSED);
        assertThat(held.verdict().thresholds()).last().matches(row -> row.passed());
    }

    @Test
    void whatCantBeReadIsSaidAndNeitherPassesNorFails() throws Exception {
        Result wrong = observed(item("db connections", null, "wrong(", null, "value < 15"));
        assertThat(wrong.findings().observed().getFirst().problem().orElseThrow())
                .contains("1:7: parse error");
        assertThat(wrong.verdict().exitCode()).isEqualTo(5);
        Result nobody = Observing.of(
                        List.of(item("x", null, "up", null, null)),
                        Optional.empty(),
                        Optional.of("http://127.0.0.1:1"),
                        "shop")
                .apply(SampleRun.usual().run().result())
                .get();
        assertThat(nobody.findings().observed().getFirst().problem().orElseThrow())
                .startsWith("http://127.0.0.1:1 did not answer");
        assertThat(nobody.verdict().outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aRunThatObservesNothingIsLeftAsItIs() {
        Result result = SampleRun.usual().run().result();
        CompletableFuture<Result> same =
                Observing.of(null, Optional.empty(), Optional.empty(), "shop").apply(result);
        assertThat(same).isCompletedWithValue(result);
    }

    private Result observed(ObserveSpec item) throws Exception {
        return Observing.of(
                        List.of(item),
                        Optional.empty(),
                        Optional.of("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                        "shop")
                .apply(SampleRun.usual().run().result())
                .get();
    }

    private static ObserveSpec item(
            String name,
            @Nullable String workload,
            @Nullable String query,
            @Nullable String limit,
            @Nullable String threshold) {
        return new ObserveSpec(name, null, workload, null, query, limit, threshold);
    }
}
