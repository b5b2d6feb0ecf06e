package dev.throng.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.kubectl.cluster.Cluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asks the gate as Flagger does, against an API server that keeps what it is given. */
@EnableKubernetesMockClient(crud = true, https = false)
class GateTest {
    private static final String TOKEN = "0123456789abcdef0123";
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final ResourceDefinitionContext LOAD_TESTS = context("LoadTest", "loadtests");
    private static final ResourceDefinitionContext SCHEDULES = context("LoadTestSchedule", "loadtestschedules");

    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesClient client;

    @SuppressWarnings("NullAway.Init")
    private GateServer server;

    private final HttpClient http = HttpClient.newHttpClient();

    private static ResourceDefinitionContext context(String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("throng.dev")
                .withVersion("v1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    @BeforeEach
    void start() throws IOException {
        Gate gate = new Gate(new Cluster(client, "shop"), Duration.ofMillis(20), () -> NOW);
        server = GateServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                gate,
                TOKEN.getBytes(StandardCharsets.UTF_8),
                line -> {});
        GenericKubernetesResource schedule = new GenericKubernetesResource();
        schedule.setApiVersion("throng.dev/v1");
        schedule.setKind("LoadTestSchedule");
        schedule.setMetadata(new ObjectMetaBuilder()
                .withName("items")
                .withNamespace("shop")
                .withUid("1")
                .build());
        schedule.setAdditionalProperty(
                "spec", Map.of("loadTestTemplate", Map.of("spec", Map.of("target", "http://items-canary:8000"))));
        client.genericKubernetesResources(SCHEDULES)
                .inNamespace("shop")
                .resource(schedule)
                .create();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CompletableFuture<HttpResponse<String>> ask(String authorization, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/run"))
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> ask(String checksum) {
        return ask("Bearer " + TOKEN, """
                {"name": "items", "namespace": "shop", "phase": "Progressing", "checksum": "%s", "metadata": {"schedule": "items"}}
                """.formatted(checksum));
    }

    private List<GenericKubernetesResource> children() {
        return client.genericKubernetesResources(LOAD_TESTS)
                .inNamespace("shop")
                .list()
                .getItems();
    }

    private GenericKubernetesResource child(int which) {
        Awaitility.await().until(() -> children().size() > which);
        return children().get(which);
    }

    private void end(GenericKubernetesResource child, String reason, Instant when) {
        child.getMetadata().setGeneration(1L);
        child.setAdditionalProperty(
                "status",
                Map.of(
                        "observedGeneration",
                        1,
                        "phase",
                        "Finished",
                        "finishedAt",
                        when.toString(),
                        "conditions",
                        List.of(Map.of(
                                "type", "Finished", "status", "True", "reason", reason, "message", "p95 was 61 ms"))));
        client.genericKubernetesResources(LOAD_TESTS)
                .inNamespace("shop")
                .resource(child)
                .update();
    }

    @Test
    void opensForAVersionThatPassed() {
        CompletableFuture<HttpResponse<String>> answer = ask("v2");
        GenericKubernetesResource child = child(0);
        assertThat(answer).isNotDone();
        assertThat(child.getMetadata().getLabels())
                .containsEntry("throng.dev/schedule", "items")
                .containsKey(Gate.LABEL);
        end(child, "Passed", NOW);
        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(answer.join().body()).contains("items-manual-", "Passed: p95 was 61 ms");
    }

    @Test
    void staysClosedForAVersionThatDidNotPassAndRunsItOnce() {
        CompletableFuture<HttpResponse<String>> first = ask("v3");
        CompletableFuture<HttpResponse<String>> second = ask("v3");
        end(child(0), "ThresholdsFailed", NOW);
        assertThat(first.join().statusCode()).isEqualTo(409);
        assertThat(second.join().body()).isEqualTo(first.join().body()).contains("ThresholdsFailed");
        assertThat(ask("v3").join().statusCode()).isEqualTo(409);
        assertThat(children()).hasSize(1);
    }

    @Test
    void asksAnewWhenTheVerdictIsOldOrTheVersionAnother() {
        CompletableFuture<HttpResponse<String>> old = ask("v4");
        end(child(0), "Passed", NOW.minus(Duration.ofHours(1)));
        assertThat(old.join().statusCode()).isEqualTo(200);
        CompletableFuture<HttpResponse<String>> again = ask("v4");
        Awaitility.await().until(() -> children().size() == 2);
        CompletableFuture<HttpResponse<String>> other = ask("v5");
        Awaitility.await().until(() -> children().size() == 3);
        children().forEach(child -> end(child, "GeneratorUnhealthy", NOW));
        assertThat(again.join().statusCode()).isEqualTo(409);
        assertThat(other.join().statusCode()).isEqualTo(409);
    }

    @Test
    void letsNobodyInWithoutTheToken() {
        String basic = Base64.getEncoder().encodeToString(("throng:" + TOKEN).getBytes(StandardCharsets.UTF_8));
        assertThat(ask("Bearer nope", "{}").join().statusCode()).isEqualTo(401);
        assertThat(ask("Basic ???", "{}").join().statusCode()).isEqualTo(401);
        assertThat(ask("Basic " + basic, "{}").join().statusCode()).isEqualTo(400);
        assertThat(children()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAQuestion() {
        String bearer = "Bearer " + TOKEN;
        assertThat(ask(bearer, "no json").join())
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(400))
                .satisfies(answer -> assertThat(answer.body()).contains("not a question"));
        assertThat(ask(bearer, "{\"metadata\": {\"schedule\": \"other\"}}").join())
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(404))
                .satisfies(
                        answer -> assertThat(answer.body()).contains("there is no LoadTestSchedule 'other'", "items"));
        assertThat(ask(bearer, "{\"namespace\": \"pay\", \"metadata\": {\"schedule\": \"items\"}}")
                        .join())
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(403))
                .satisfies(answer -> assertThat(answer.body()).contains("this gate is for namespace shop"));
    }
}
