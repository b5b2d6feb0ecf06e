package dev.throng.operator.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.throng.operator.golden.Golden;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Path CRDS = Path.of("..", "crds");
    private static final Path PLAIN = Path.of("..", "k8s", "base", "throng.yaml");

    @Test
    void passesTheStrictLint() {
        LintResult lint = new Helm(Chart.FOLDER).lint().strict().call();
        assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
    }

    @Test
    void carriesTheDefinitions() throws IOException {
        try (Stream<Path> files = Files.list(CRDS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yml")).toList()) {
                Golden.assertSame(
                        Chart.FOLDER.resolve("files").resolve("crds").resolve(file.getFileName()),
                        Files.readString(file));
            }
        }
        assertThat(Chart.render(Map.of()))
                .contains("name: loadtests.throng.dev", "name: loadtestschedules.throng.dev")
                .contains("helm.sh/resource-policy: keep");
        assertThat(Chart.render(Map.of("crds", Map.of("install", false)))).doesNotContain("CustomResourceDefinition");
    }

    @Test
    void plainManifestsAreWhatTheChartMakesOfItsDefaults() throws IOException {
        Map<String, Object> values = Map.of("crds", Map.of("keep", false), "dashboards", Map.of("enabled", false));
        String plain = Chart.documents(Chart.render(values)).stream()
                .map(document -> "---\n" + document)
                .collect(Collectors.joining());
        Golden.assertSame(
                PLAIN,
                "# The operator for all namespaces, as the chart makes it by default. Generated: change the chart instead.\n"
                        + "---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: throng-system\n  labels:\n"
                        + "    pod-security.kubernetes.io/enforce: restricted\n"
                        + plain);
    }

    @Test
    void givesNoRightsOverTheClusterWhenItWatchesNamespaces() {
        Map<String, Object> values =
                Map.of("watchNamespaces", List.of("shop", "pay"), "crds", Map.of("install", false));
        assertThat(Chart.render(values)).doesNotContain("kind: ClusterRole", "kind: CustomResourceDefinition");
        assertThat(Chart.objects(Role.class, values).stream()
                        .map(role -> role.getMetadata().getNamespace() + "/"
                                + role.getMetadata().getName()))
                .containsExactlyInAnyOrder(
                        "throng-system/throng-operator-own", "shop/throng-operator", "pay/throng-operator");
        assertThat(environment(operator(values))).containsEntry("QUARKUS_OPERATOR_SDK_NAMESPACES", "shop,pay");
    }

    @Test
    void everyValueOfTheRunnerReachesTheOperator() {
        Map<String, String> environment = environment(operator(Map.of(
                "runner",
                Map.of(
                        "image", Map.of("tag", "2", "pullPolicy", "Never"),
                        "worker", Map.of("cpu", 2, "memoryLimit", "4Gi"),
                        "webOpen", false))));
        assertThat(environment)
                .containsEntry("THRONG_RUNNER_IMAGE", "throng/runner:2")
                .containsEntry("THRONG_RUNNER_IMAGE_PULL_POLICY", "Never")
                .containsEntry("THRONG_RUNNER_WORKER_CPU", "2")
                .containsEntry("THRONG_RUNNER_WORKER_MEMORY_LIMIT", "4Gi")
                .containsEntry("THRONG_RUNNER_MASTER_CPU", "250m")
                .containsEntry("THRONG_RUNNER_WEB_OPEN", "false");
    }

    @Test
    void refusesValuesThatItDoesNotKnow() {
        assertThatThrownBy(() -> Chart.render(Map.of("replica", 2))).hasMessageContaining("replica");
        assertThatThrownBy(() -> Chart.render(Map.of("log", Map.of("level", "LOUD"))))
                .hasMessageContaining("level");
    }

    @Test
    void severalReplicasAreProtectedFromDisruption() {
        assertThat(Chart.render(Map.of("replicas", 2))).contains("kind: PodDisruptionBudget");
        assertThat(Chart.render(Map.of())).doesNotContain("kind: PodDisruptionBudget");
    }

    private static Container operator(Map<String, Object> values) {
        List<Deployment> deployments = Chart.objects(Deployment.class, values);
        return deployments
                .getFirst()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
    }

    private static Map<String, String> environment(Container container) {
        return container.getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }
}
