package dev.throng.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throng.api.LoadTestStatus;
import dev.throng.api.status.Phase;
import dev.throng.operator.loadtest.LoadTestResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is right is accepted: the shipped samples, and what may change while a run is under way. */
@ExtendWith(ApiServer.class)
class AcceptedResourcesTest {
    private final KubernetesClient client;

    AcceptedResourcesTest(KubernetesClient client) {
        this.client = client;
    }

    @AfterEach
    void removeLoadTests() {
        client.resources(LoadTestResource.class).inNamespace("default").delete();
    }

    @ParameterizedTest
    @MethodSource
    void samplesPassTheStrictestValidation(Path sample) throws IOException {
        try (var yaml = Files.newInputStream(sample)) {
            List<HasMetadata> resources = client.load(yaml).items();
            assertThat(resources).isNotEmpty();
            for (HasMetadata resource : resources) {
                assertThatCode(() -> client.resource(resource)
                                .inNamespace("default")
                                .dryRun()
                                .fieldValidation(Validation.STRICT)
                                .create())
                        .as("%s %s", resource.getKind(), resource.getMetadata().getName())
                        .doesNotThrowAnyException();
            }
        }
    }

    static Stream<Path> samplesPassTheStrictestValidation() throws IOException {
        Path k8s = Path.of("..", "k8s");
        return Stream.concat(
                Files.walk(k8s.resolve("samples"))
                        .filter(file -> file.toString().endsWith(".yaml")),
                Stream.of(
                                "gitops/shop/nightly.yaml",
                                "gitops/shop/smoke.yaml",
                                "delivery/load-test.yaml",
                                "delivery/flagger/gate.yaml")
                        .map(k8s::resolve));
    }

    @ParameterizedTest
    @EnumSource(names = {"Starting", "Running", "Stopping"})
    void theSpecIsFrozenWhileARunIsUnderWay(Phase phase) {
        create();
        say(phase);
        assertThatThrownBy(() -> change("users", 20))
                .hasMessageContaining("the spec is frozen while its run is under way");
        assertThatThrownBy(() -> change("workers", 2)).hasMessageContaining("spec.abort: true");
        for (var free : Map.of(
                        "abort",
                        true,
                        "suspend",
                        true,
                        "rerun",
                        "again",
                        "historyLimit",
                        3,
                        "ttlSecondsAfterFinished",
                        60)
                .entrySet()) {
            change(free.getKey(), free.getValue());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"Pending", "Suspended", "Finished"})
    void theSpecMayChangeWhileNoRunIsUnderWay(Phase phase) {
        create();
        say(phase);
        change("users", 20);
        assertThat(get().getSpec().users()).isEqualTo(20);
    }

    @Test
    void aSpecChangeCountsAsAGenerationAndAStatusDoesNot() {
        create();
        say(Phase.Finished);
        assertThat(get().getMetadata().getGeneration()).isEqualTo(1);
        change("users", 20);
        assertThat(get().getMetadata().getGeneration()).isEqualTo(2);
        assertThat(get().getStatus().phase()).isEqualTo(Phase.Finished);
    }

    private void create() {
        client.resource(Serialization.unmarshal("""
                        apiVersion: throng.dev/v1
                        kind: LoadTest
                        metadata: {name: items}
                        spec:
                          target: http://items:8000
                          scenario:
                            users:
                            - name: Visitor
                              tasks:
                              - get: /items
                              - post: /items
                                json: {price: 1.5, tags: [a, null]}
                          users: 10
                          runTime: 1m
                          pods:
                            workers: {spec: {nodeSelector: {load: "true"}}}
                        """, GenericKubernetesResource.class))
                .inNamespace("default")
                .create();
    }

    private void say(Phase phase) {
        LoadTestResource now = get();
        now.setStatus(new LoadTestStatus(
                1L, phase, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null));
        client.resource(now).updateStatus();
    }

    private void change(String field, Object value) {
        client.genericKubernetesResources(ResourceDefinitionContext.fromResourceType(LoadTestResource.class))
                .inNamespace("default")
                .withName("items")
                .edit(resource -> {
                    Map<String, Object> spec = resource.get("spec");
                    spec.put(field, value);
                    return resource;
                });
    }

    private LoadTestResource get() {
        return client.resources(LoadTestResource.class)
                .inNamespace("default")
                .withName("items")
                .get();
    }
}
