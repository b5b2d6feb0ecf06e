package dev.throng.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import dev.throng.operator.loadtest.LoadTestResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Helm and the definitions: what is there is taken over, upgraded with the chart, and kept when the chart goes. */
@ExtendWith(ApiServer.class)
class UpgradedDefinitionsTest {
    private static final Path CHART = Path.of("..", "helm", "throng");
    private static final String RELEASE = "throng";
    private static final String NAMESPACE = "upgraded";
    private static final String COLUMN =
            "    - jsonPath: \".status.display.p95\"\n      name: \"P95\"\n      type: \"string\"\n";

    private final KubernetesClient client;

    UpgradedDefinitionsTest(KubernetesClient client) {
        this.client = client;
    }

    @Test
    void areUpgradedWithTheChartAndKeptWithTheirLoadTests(@TempDir Path folder) throws IOException {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        giveToTheRelease("loadtests.throng.dev");
        giveToTheRelease("loadtestschedules.throng.dev");

        upgrade(older(folder.resolve("older")), folder);
        assertThat(columns()).doesNotContain("P95");
        loadTest();

        upgrade(CHART, folder);
        assertThat(columns()).contains("P95");

        Helm.uninstall(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeConfig(kubeConfig(folder))
                .call();
        assertThat(columns()).contains("P95");
        assertThat(client.resources(LoadTestResource.class)
                        .inNamespace(NAMESPACE)
                        .withName("kept")
                        .get())
                .isNotNull();
    }

    /** As the page on installation says it for what kubectl installed. */
    private void giveToTheRelease(String name) {
        client.apiextensions().v1().customResourceDefinitions().withName(name).edit(crd -> {
            crd.getMetadata().setLabels(Map.of("app.kubernetes.io/managed-by", "Helm"));
            crd.getMetadata()
                    .setAnnotations(
                            Map.of("meta.helm.sh/release-name", RELEASE, "meta.helm.sh/release-namespace", NAMESPACE));
            return crd;
        });
    }

    private static void upgrade(Path chart, Path folder) throws IOException {
        String values = Serialization.asYaml(Map.of(
                "replicas",
                0,
                "rbac",
                Map.of("create", false, "aggregate", false),
                "dashboards",
                Map.of("enabled", false)));
        new Helm(chart)
                .upgrade()
                .install()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeConfig(kubeConfig(folder))
                .withValuesFile(Files.writeString(folder.resolve("values.yaml"), values))
                .call();
    }

    private static Path kubeConfig(Path folder) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), ApiServer.kubeConfig());
    }

    /** The chart as it may have been before there was a column. */
    private static Path older(Path copy) throws IOException {
        try (var files = Files.walk(CHART)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(CHART.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path crd = copy.resolve("files/crds/loadtests.throng.dev-v1.yml");
        String now = Files.readString(crd);
        assertThat(now).contains(COLUMN);
        Files.writeString(crd, now.replace(COLUMN, ""));
        return copy;
    }

    private List<String> columns() {
        CustomResourceDefinition crd = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("loadtests.throng.dev")
                .get();
        return crd.getSpec().getVersions().getFirst().getAdditionalPrinterColumns().stream()
                .map(column -> column.getName())
                .toList();
    }

    private void loadTest() {
        client.resource(Serialization.unmarshal("""
                        apiVersion: throng.dev/v1
                        kind: LoadTest
                        metadata: {name: kept}
                        spec:
                          target: http://items:8000
                          scenario: {users: [{name: Visitor, tasks: [{get: /}]}]}
                          users: 1
                          runTime: 1m
                        """, GenericKubernetesResource.class))
                .inNamespace(NAMESPACE)
                .create();
    }
}
