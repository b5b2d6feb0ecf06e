package dev.throng.runner.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTargetTest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void createsReadsUpdatesAndDeletesItems() throws Exception {
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            JsonNode created = json(send(target, "POST", "/api/v1/items", "{\"name\":\"new\",\"price\":12.5}"), 201);
            String entry = "/api/v1/items/" + created.at("/data/id").asLong();

            assertThat(json(send(target, "GET", entry, ""), 200)
                            .at("/data/name")
                            .asText())
                    .isEqualTo("new");
            json(send(target, "PUT", entry, "{\"name\":\"newer\"}"), 200);
            assertThat(json(send(target, "GET", entry, ""), 200)
                            .at("/data/name")
                            .asText())
                    .isEqualTo("newer");
            assertThat(send(target, "DELETE", entry, "").statusCode()).isEqualTo(204);
            assertThat(send(target, "GET", entry, "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void pagesAndSearches() throws Exception {
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            JsonNode page = json(send(target, "GET", "/api/v1/items?page=3&limit=10", ""), 200);
            assertThat(page.at("/data/0/id").asLong()).isEqualTo(21);
            assertThat(page.at("/data").size()).isEqualTo(10);
            assertThat(page.at("/pagination/total").asLong()).isEqualTo(1000);
            assertThat(json(send(target, "GET", "/api/v1/users/search?q=john", ""), 200)
                            .at("/data")
                            .size())
                    .isPositive();
        }
    }

    @Test
    void answersBadInputWithAReason() throws Exception {
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            assertThat(send(target, "POST", "/api/v1/items", "not json").statusCode())
                    .isEqualTo(422);
            assertThat(send(target, "GET", "/api/v1/items/abc", "").statusCode())
                    .isEqualTo(422);
            assertThat(send(target, "POST", "/auth/login", "{}").statusCode()).isEqualTo(422);
            assertThat(send(target, "GET", "/nowhere", "").statusCode()).isEqualTo(404);
            assertThat(send(target, "PATCH", "/api/v1/items", "{}").statusCode())
                    .isEqualTo(405);
        }
    }

    @Test
    void asksForTheLoginWhenToldTo() throws Exception {
        DemoOptions options =
                new DemoOptions("127.0.0.1", 0, Duration.ZERO, Duration.ZERO, 0, 0, true, Optional.empty());
        try (DemoTarget target = DemoTarget.start(options)) {
            assertThat(send(target, "GET", "/api/v1/items", "").statusCode()).isEqualTo(401);
            JsonNode login = json(send(target, "POST", "/auth/login", "{\"email\":\"a@b.c\",\"password\":\"x\"}"), 200);
            HttpRequest request = HttpRequest.newBuilder(uri(target, "/api/v1/items"))
                    .header(
                            "Authorization",
                            "Bearer " + login.get("access_token").asText())
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void countsEveryAnswerAndLogsIt(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("access.log");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT.withAccessLog(file))) {
            for (int i = 0; i < 25; i++) {
                send(target, "GET", "/api/v1/items/" + i, "");
            }
            assertThat(json(send(target, "GET", "/-/count", ""), 200)
                            .get("requests")
                            .asLong())
                    .isEqualTo(25);
        }
        assertThat(Files.readAllLines(file)).hasSize(25).contains("GET /api/v1/items/0 404", "GET /api/v1/items/7 200");
    }

    @Test
    void failsAndDelaysOnPurpose() throws Exception {
        DemoOptions options = DemoOptions.DEFAULT.withErrorRate(1).withLatency(Duration.ofMillis(30));
        try (DemoTarget target = DemoTarget.start(options)) {
            long before = System.nanoTime();
            assertThat(send(target, "GET", "/api/v1/items", "").statusCode()).isEqualTo(503);
            assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(30_000_000);
        }
    }

    @Test
    void limitsWrites() throws Exception {
        DemoOptions options =
                new DemoOptions("127.0.0.1", 0, Duration.ZERO, Duration.ZERO, 0, 1, false, Optional.empty());
        try (DemoTarget target = DemoTarget.start(options)) {
            send(target, "POST", "/api/v1/items", "{}");
            assertThat(send(target, "POST", "/api/v1/items", "{}").statusCode()).isEqualTo(429);
        }
    }

    private JsonNode json(HttpResponse<String> response, int status) throws Exception {
        assertThat(response.statusCode()).isEqualTo(status);
        return new JsonMapper().readTree(response.body());
    }

    private HttpResponse<String> send(DemoTarget target, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(target, path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static URI uri(DemoTarget target, String path) {
        return URI.create("http://127.0.0.1:" + target.port() + path);
    }
}
