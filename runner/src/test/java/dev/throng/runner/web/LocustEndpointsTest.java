package dev.throng.runner.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.runner.stats.total.Live;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocustEndpointsTest {
    private final FakeRun run = new FakeRun(FakeRun.interactive(), FakeRun.hostile(), 2);
    private LiveServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        server = LiveServer.start(run, WebSettings.DEFAULTS.at("127.0.0.1", 0));
        client = new Client(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void statisticsHaveLocustsKeys() {
        run.load(20, 20);
        run.advance(30);
        JsonNode stats = client.json("/stats/requests");
        assertThat(keys(stats))
                .contains(
                        "stats",
                        "errors",
                        "total_rps",
                        "total_fail_per_sec",
                        "fail_ratio",
                        "current_response_time_percentiles",
                        "workers",
                        "worker_count",
                        "state",
                        "user_count",
                        "current_response_time_percentile_50",
                        "current_response_time_percentile_95");
        assertThat(keys(stats.get("stats").get(0)))
                .contains(
                        "method",
                        "name",
                        "safe_name",
                        "num_requests",
                        "num_failures",
                        "avg_response_time",
                        "min_response_time",
                        "max_response_time",
                        "median_response_time",
                        "current_rps",
                        "current_fail_per_sec",
                        "avg_content_length",
                        "response_time_percentile_0.95",
                        "response_time_percentile_0.99");
        assertThat(keys(stats.get("errors").get(0)))
                .contains("method", "name", "error", "occurrences", "occurences", "first_seen", "last_seen");
        assertThat(stats.get("workers").get(0).get("state").asText()).isEqualTo("running");
        assertThat(keys(stats.get("workers").get(0)))
                .containsExactly("id", "state", "user_count", "cpu_usage", "memory_usage");
    }

    @Test
    void aWorkerThatIsNotReadyIsNotCounted() {
        run.greet("late");
        JsonNode stats = client.json("/stats/requests");
        assertThat(stats.get("worker_count").asInt())
                .isEqualTo(stats.get("workers").size());
        assertThat(stats.get("workers").findValuesAsText("id")).isNotEmpty().doesNotContain("late");
        assertThat(stats.get("workers").findValuesAsText("state")).containsOnly("ready");
        assertThat(client.json("/worker-count").get("worker_count").asInt())
                .isEqualTo(stats.get("workers").size());
    }

    @Test
    void theLastRowIsAggregatedAndIsTheSum() {
        run.load(20, 20);
        run.advance(30);
        JsonNode rows = client.json("/stats/requests").get("stats");
        JsonNode last = rows.get(rows.size() - 1);
        assertThat(last.get("name").asText()).isEqualTo("Aggregated");
        long sum = 0;
        for (JsonNode row : rows) {
            sum += row == last ? 0 : row.get("num_requests").asLong();
        }
        assertThat(last.get("num_requests").asLong())
                .isEqualTo(sum)
                .isEqualTo(run.live().totals().requests());
    }

    @Test
    void everyNumberIsANumberBeforeTheFirstRequest() {
        JsonNode stats = client.json("/stats/requests");
        assertThat(stats.toString()).doesNotContain("null", "NaN");
        assertThat(stats.get("state").asText()).isEqualTo("ready");
        assertThat(stats.get("user_count").asInt()).isZero();
        assertThat(stats.get("stats")).hasSize(1);
    }

    @Test
    void aSwarmIsStartedEditedAndStopped() {
        JsonNode started = Client.json(client.post("/swarm", "user_count=10&spawn_rate=10&host="));
        assertThat(started.toString())
                .isEqualTo(
                        "{\"success\":true,\"message\":\"Swarming started\",\"host\":\"http://items.shop.svc:8000\"}");
        run.advance(5);
        await().untilAsserted(() ->
                assertThat(client.json("/stats/requests").get("state").asText()).isEqualTo("running"));
        client.post("/swarm", "user_count=20&spawn_rate=5");
        run.advance(6);
        await().untilAsserted(() -> assertThat(
                        client.json("/stats/requests").get("user_count").asInt())
                .isEqualTo(20));
        assertThat(client.get("/stop").body()).isEqualTo("{\"success\":true,\"message\":\"Test stopped\"}");
        assertThat(run.live().state()).isEqualTo(Live.State.STOPPED);
    }

    @Test
    void aRunTimeIsTakenAsLocustWritesIt() {
        JsonNode started = Client.json(client.post("/swarm", "user_count=1&spawn_rate=1&run_time=1h20m"));
        assertThat(started.get("run_time").asInt()).isEqualTo(4800);
    }

    @Test
    void whatIsWrongIsSaidWithStatus200() {
        assertThat(refusal("spawn_rate=1")).isEqualTo("Missing user_count or spawn_rate from /swarm request");
        assertThat(refusal("user_count=1&spawn_rate=1&run_time=soon"))
                .isEqualTo("Valid run_time formats are : 20, 20s, 3m, 2h, 1h20m, 3h30m10s, etc.");
        assertThat(refusal("user_count=many&spawn_rate=1")).contains("must be numbers");
        assertThat(refusal("user_count=1&spawn_rate=0")).contains("above 0");
        assertThat(refusal("user_count=1&spawn_rate=1&host=http://other")).contains("can't be changed");
        assertThat(run.live().state()).isEqualTo(Live.State.READY);
    }

    private String refusal(String form) {
        HttpResponse<String> answer = client.post("/swarm", form);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Client.json(answer).get("success").asBoolean()).isFalse();
        return Client.json(answer).get("message").asText();
    }

    @Test
    void statisticsAreReset() {
        run.load(20, 20);
        run.advance(5);
        assertThat(client.post("/stats/reset", "").body()).isEqualTo("ok");
        assertThat(run.live().totals().requests()).isZero();
    }

    @Test
    void csvFilesHaveLocustsHeaders() {
        run.load(20, 20);
        run.advance(20);
        assertThat(client.get("/stats/requests/csv").body())
                .startsWith("Type,Name,Request Count,Failure Count,Median Response Time,")
                .contains(",Aggregated,");
        assertThat(client.get("/stats/failures/csv").body())
                .startsWith("Method,Name,Error,Occurrences,First Seen,Last Seen\r\n");
        assertThat(client.get("/exceptions/csv").body()).startsWith("Count,Message,Traceback,Nodes\r\n");
        assertThat(client.get("/stats/requests_full_history/csv").statusCode()).isEqualTo(404);
    }

    @Test
    void exceptionsAndWorkersAreListed() {
        assertThat(client.json("/exceptions").get("exceptions")).isEmpty();
        assertThat(client.json("/worker-count").get("worker_count").asInt()).isEqualTo(2);
    }

    @Test
    void otherUserClassesThanTheRunsAreRefused() {
        JsonNode refused = Client.json(client.post("/swarm", "user_count=1&spawn_rate=1&user_classes=Nobody"));
        assertThat(refused.get("success").asBoolean()).isFalse();
        assertThat(refused.get("message").asText()).contains("The user classes are", "command line");
        assertThat(client.json("/stats/requests").get("state").asText()).isEqualTo("ready");
    }

    @Test
    void failuresAreSeenInSecondsSinceTheEpoch() {
        run.load(20, 20);
        run.advance(30);
        JsonNode error = client.json("/stats/requests").get("errors").get(0);
        assertThat(error.get("first_seen").isNumber()).isTrue();
        assertThat(error.get("last_seen").asDouble())
                .isGreaterThanOrEqualTo(error.get("first_seen").asDouble());
    }
}
