package dev.throng.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OperatorStartsTest {

    @TestHTTPResource("/q/health/live")
    URI live;

    @TestHTTPResource("/metrics")
    URI metrics;

    @Test
    void answersTheKubeletAndPrometheus() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var health = http.send(HttpRequest.newBuilder(live).build(), BodyHandlers.ofString());
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("\"UP\"");

            var page = http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("jvm_memory_used_bytes");
        }
    }
}
