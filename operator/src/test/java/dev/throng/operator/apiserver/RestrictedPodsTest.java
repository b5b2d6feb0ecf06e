package dev.throng.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throng.operator.install.Chart;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where pods must be restricted, ours may run: the API server's own check of the pod security standards. */
@ExtendWith(ApiServer.class)
class RestrictedPodsTest {
    private static final String NAMESPACE = "restricted";
    private static final Path RUN = Path.of("src", "test", "resources", "desired", "out-simple.yaml");

    @BeforeAll
    static void restrict(KubernetesClient client) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
    }

    @Test
    void othersMayNot(KubernetesClient client) {
        PodSpec careless = new PodBuilder()
                .withNewSpec()
                .addNewContainer()
                .withName("a")
                .withImage("a")
                .endContainer()
                .endSpec()
                .build()
                .getSpec();
        assertThatThrownBy(() -> create(client, careless)).hasMessageContaining("restricted");
    }

    @Test
    void theOperatorMayRun(KubernetesClient client) {
        List<Deployment> operator = Chart.objects(Deployment.class, Map.of());
        assertThat(operator).hasSize(1);
        assertThatCode(() -> create(
                        client, operator.getFirst().getSpec().getTemplate().getSpec()))
                .doesNotThrowAnyException();
    }

    @Test
    void theTestOfTheReleaseMayRun(KubernetesClient client) {
        Pod test = Chart.test();
        assertThatCode(() -> create(client, test.getSpec())).doesNotThrowAnyException();
    }

    @Test
    void masterAndWorkersMayRunAndHaveNoTokenOfTheCluster(KubernetesClient client) throws IOException {
        List<PodTemplateSpec> pods = runs();
        assertThat(pods).hasSizeGreaterThan(1).allSatisfy(pod -> {
            assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSpec().getServiceAccountName()).isNull();
            assertThatCode(() -> create(client, pod.getSpec())).doesNotThrowAnyException();
        });
    }

    private static List<PodTemplateSpec> runs() throws IOException {
        return Stream.of(Files.readString(RUN).split("(?m)^---\n"))
                .filter(yaml -> yaml.contains("kind: \"Job\""))
                .map(yaml -> Serialization.unmarshal(yaml, Job.class).getSpec().getTemplate())
                .toList();
    }

    private static void create(KubernetesClient client, PodSpec spec) {
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("pod")
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .withSpec(spec)
                        .build())
                .dryRun()
                .create();
    }
}
