package dev.throng.operator.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of a release in a real cluster, the one {@code THRONG_INSTALL_KUBECONFIG} leads to. Its nodes have the images (of
 * {@code THRONG_IMAGE_REPOSITORY} if that is set), it has the definitions, and it may have another Throng: this one keeps to a
 * namespace of its own, in which pods must be restricted.
 */
@EnabledIfEnvironmentVariable(named = "THRONG_INSTALL_KUBECONFIG", matches = ".+")
class ReleaseTest {
    private static final String NAME = "throng";
    private static final String NAMESPACE = "throng-install-test";
    private static final int SECONDS = 180;
    private static final Path KUBECONFIG = Path.of(System.getenv().getOrDefault("THRONG_INSTALL_KUBECONFIG", ""));

    @TempDir
    Path folder;

    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(KUBECONFIG.toFile()))
            .build();

    @BeforeEach
    void makeNamespace() {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void removeNamespace() {
        client.namespaces().withName(NAMESPACE).delete();
        client.namespaces().withName(NAMESPACE).waitUntilCondition(gone -> gone == null, SECONDS, TimeUnit.SECONDS);
        client.close();
    }

    @Test
    void isInstalledTestedUpgradedAndRemoved() throws IOException {
        var installed = new Helm(Chart.FOLDER)
                .install()
                .withName(NAME)
                .withNamespace(NAMESPACE)
                .withKubeConfig(KUBECONFIG)
                .withValuesFile(values(Map.of()))
                .waitReady()
                .withTimeout(SECONDS)
                .call();
        assertThat(installed.getStatus()).isEqualTo("deployed");
        assertThat(installed.getOutput()).contains("runs LoadTests of the namespaces " + NAMESPACE);
        assertThat(readyOperators()).isEqualTo(1);
        assertThat(isMonitored()).isEqualTo(prometheusOperatorIsThere());

        // A pod of the release asks the operator; a failure is thrown.
        Helm.test(NAME)
                .withNamespace(NAMESPACE)
                .withKubeConfig(KUBECONFIG)
                .withTimeout(SECONDS)
                .call();

        assertThatThrownBy(() -> upgrade(Map.of("replicas", "two"))).hasMessageContaining("replicas");

        var upgraded = upgrade(Map.of("replicas", 2, "log", Map.of("level", "DEBUG")));
        assertThat(upgraded.getRevision()).isEqualTo("2");
        Awaitility.await("two of the new operators")
                .atMost(Duration.ofSeconds(SECONDS))
                .until(() -> pods().getItems().size() == 2 && readyOperators() == 2);
        Awaitility.await("one that leads").atMost(Duration.ofSeconds(60)).until(() -> leader() != null);

        Helm.uninstall(NAME).withNamespace(NAMESPACE).withKubeConfig(KUBECONFIG).call();
        Awaitility.await("nothing left of the release")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(left()).isEmpty());
        assertThat(client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName("loadtests.throng.dev")
                        .get())
                .isNotNull();
    }

    private Release upgrade(Map<String, Object> change) throws IOException {
        return new Helm(Chart.FOLDER)
                .upgrade()
                .withName(NAME)
                .withNamespace(NAMESPACE)
                .withKubeConfig(KUBECONFIG)
                .withValuesFile(values(change))
                .waitReady()
                .withTimeout(SECONDS)
                .call();
    }

    private Path values(Map<String, Object> more) throws IOException {
        String repository = System.getenv().getOrDefault("THRONG_IMAGE_REPOSITORY", "throng");
        Map<String, Object> values = new HashMap<>(Map.of(
                "watchNamespaces", List.of(NAMESPACE),
                "crds", Map.of("install", false),
                "image", Map.of("repository", repository + "/operator"),
                "runner", Map.of("image", Map.of("repository", repository + "/runner"))));
        values.putAll(more);
        return Files.writeString(Files.createTempFile(folder, "values", ".yaml"), Serialization.asYaml(values));
    }

    private PodList pods() {
        return client.pods()
                .inNamespace(NAMESPACE)
                .withLabel("app.kubernetes.io/name", "throng-operator")
                .list();
    }

    private long readyOperators() {
        return pods().getItems().stream()
                .filter(pod -> client.pods().resource(pod).isReady())
                .count();
    }

    private @Nullable String leader() {
        var lease = client.leases()
                .inNamespace(NAMESPACE)
                .withName("throng-operator")
                .get();
        return lease == null ? null : lease.getSpec().getHolderIdentity();
    }

    private boolean prometheusOperatorIsThere() {
        return client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName("podmonitors.monitoring.coreos.com")
                        .get()
                != null;
    }

    private boolean isMonitored() {
        return prometheusOperatorIsThere()
                && !client.genericKubernetesResources("monitoring.coreos.com/v1", "PodMonitor")
                        .inNamespace(NAMESPACE)
                        .list()
                        .getItems()
                        .isEmpty();
    }

    private List<String> left() {
        return Stream.of(
                        client.apps().deployments().inNamespace(NAMESPACE).list(),
                        client.pods().inNamespace(NAMESPACE).list(),
                        client.services().inNamespace(NAMESPACE).list(),
                        client.configMaps().inNamespace(NAMESPACE).list(),
                        client.rbac().roles().inNamespace(NAMESPACE).list(),
                        client.rbac().roleBindings().inNamespace(NAMESPACE).list())
                .flatMap(list -> list.getItems().stream())
                .map(left -> left.getKind() + " " + left.getMetadata().getName())
                // The cluster's own.
                .filter(left -> !left.endsWith("-ca.crt"))
                .toList();
    }
}
