package dev.throng.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServer.class)
class DefinitionsTest {
    private final KubernetesClient client;

    DefinitionsTest(KubernetesClient client) {
        this.client = client;
    }

    @Test
    void definitionsAreServed() {
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("loadtests.throng.dev")
                .waitUntilCondition(
                        crd -> crd.getStatus().getConditions().stream()
                                        .filter(c -> List.of("Established", "NamesAccepted")
                                                .contains(c.getType()))
                                        .filter(c -> c.getStatus().equals("True"))
                                        .count()
                                == 2,
                        10,
                        java.util.concurrent.TimeUnit.SECONDS);
        assertThat(client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName("loadtests.throng.dev")
                        .get()
                        .getStatus()
                        .getConditions())
                .noneMatch(c -> c.getType().equals("NonStructuralSchema"));
    }
}
