package dev.throng.kubectl.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.kubectl.cluster.LoadTest;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static List<String> lines(Map<String, Object> status) {
        GenericKubernetesResource resource = new GenericKubernetesResource();
        resource.setMetadata(new ObjectMetaBuilder().withName("items").build());
        resource.setAdditionalProperty("spec", Map.of("target", "http://items"));
        resource.setAdditionalProperty("status", status);
        return Frame.lines(LoadTest.of(resource));
    }

    @Test
    void saysForWhatARunWaits() {
        assertThat(lines(Map.of(
                        "runId",
                        "items-1",
                        "phase",
                        "Starting",
                        "conditions",
                        List.of(Map.of(
                                "type", "WorkersReady",
                                "status", "False",
                                "message", "waiting for http://items: host unknown")))))
                .containsExactly("items-1 → http://items", "waiting for http://items: host unknown");
    }

    @Test
    void showsHowARunGoes() {
        assertThat(lines(Map.of(
                        "runId",
                        "items-1",
                        "phase",
                        "Running",
                        "workers",
                        Map.of("ready", 3, "desired", 4, "lost", 1),
                        "progress",
                        Map.of(
                                "elapsed",
                                "1m",
                                "remaining",
                                "3m",
                                "stage",
                                "peak",
                                "users",
                                90,
                                "intendedUsers",
                                100,
                                "requests",
                                12345,
                                "rps",
                                205.4,
                                "failureRate",
                                0.0002,
                                "p95",
                                61.0))))
                .containsExactly(
                        "items-1 → http://items",
                        "━".repeat(10) + "─".repeat(30) + " 1m of 4m · peak",
                        "users 90 of 100 · workers 3 of 4, 1 lost",
                        "requests 12,345 · 205/s · failed 0.02% · p50 - · p95 61ms · p99 -");
    }

    @Test
    void tellsOfWhatIsWrongOnTheWay() {
        assertThat(lines(Map.of(
                        "phase",
                        "Running",
                        "conditions",
                        List.of(Map.of(
                                "type", "GeneratorHealthy",
                                "status", "False",
                                "message", "starts are late\nby 200 ms")))))
                .last()
                .isEqualTo("! GeneratorHealthy: starts are late by 200 ms");
    }
}
