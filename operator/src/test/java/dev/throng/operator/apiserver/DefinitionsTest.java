package dev.throng.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ApiServer.class)
class DefinitionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"loadtests.throng.dev", "loadtestschedules.throng.dev"})
    void areServedWithStructuralSchemas(String name, KubernetesClient client) {
        var definition = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .get();
        assertThat(definition.getStatus().getConditions())
                .anyMatch(
                        c -> c.getType().equals("Established") && c.getStatus().equals("True"))
                .noneMatch(c -> c.getType().equals("NonStructuralSchema"));
    }
}
