package dev.throng.dist.olm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The bundle holds what the chart installs, no more and no less. */
class BundleTest {
    private static final Path K8S = Path.of("..", "k8s");

    @TempDir
    static Path bundle;

    private static List<Manifest> chart = List.of();

    @BeforeAll
    static void write() throws IOException {
        String manifests = Files.readString(K8S.resolve("base/throng.yaml"));
        chart = Manifest.all(manifests);
        Bundle.write(
                manifests,
                List.of(
                        Files.readString(K8S.resolve("samples/quickstart.yaml")),
                        Files.readString(K8S.resolve("gitops/shop/nightly.yaml"))),
                "1.2.3",
                "https://github.com/acme/throng",
                bundle);
    }

    private static Manifest written(String file) throws IOException {
        return Manifest.all(Files.readString(bundle.resolve("manifests").resolve(file)))
                .getFirst();
    }

    private static Manifest charts(String kind, String name) {
        return chart.stream()
                .filter(manifest -> manifest.is(kind, name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void definitionsAreTheChartsToTheByte() throws IOException {
        for (String name : List.of("loadtests.throng.dev", "loadtestschedules.throng.dev")) {
            assertThat(bundle.resolve("manifests/" + name + ".crd.yaml"))
                    .hasContent(charts(Bundle.DEFINITION, name).text());
        }
    }

    @Test
    void theOperatorIsInstalledAsTheChartInstallsIt() throws IOException {
        Manifest version = written("throng.clusterserviceversion.yaml");
        Map<?, ?> install = (Map<?, ?>) version.at("spec", "install", "spec");
        Map<?, ?> deployment = first(install.get("deployments"));
        assertThat(deployment.get("spec"))
                .isEqualTo(charts("Deployment", "throng-operator").at("spec"));
        assertThat(first(install.get("clusterPermissions")).get("rules"))
                .isEqualTo(charts("ClusterRole", "throng-operator").at("rules"));
        assertThat(first(install.get("permissions")).get("rules"))
                .isEqualTo(charts("Role", "throng-operator-own").at("rules"));
        assertThat(first(install.get("clusterPermissions")).get("serviceAccountName"))
                .isEqualTo(
                        charts("Deployment", "throng-operator").at("spec", "template", "spec", "serviceAccountName"));
    }

    /** What the lifecycle manager makes itself: the namespace, the account, and its bindings. */
    @Test
    void nothingOfTheChartIsLeftOut() throws IOException {
        Set<String> made = Set.of("Namespace", "ServiceAccount", "ClusterRoleBinding", "RoleBinding");
        Set<String> within =
                Set.of("Deployment throng-operator", "ClusterRole throng-operator", "Role throng-operator-own");
        try (Stream<Path> files = Files.list(bundle.resolve("manifests"))) {
            Set<String> there = files.map(file -> Manifest.all(read(file)).getFirst())
                    .map(manifest -> manifest.kind() + " " + manifest.name())
                    .collect(Collectors.toSet());
            assertThat(chart.stream()
                            .filter(manifest -> !made.contains(manifest.kind()))
                            .map(manifest -> manifest.kind() + " " + manifest.name())
                            .filter(name -> !within.contains(name)))
                    .isSubsetOf(there);
        }
    }

    @Test
    void everyDefinitionIsOwnedAndHasAnExample() throws IOException {
        Manifest version = written("throng.clusterserviceversion.yaml");
        List<?> owned = (List<?>) version.at("spec", "customresourcedefinitions", "owned");
        assertThat(owned)
                .hasSize(2)
                .allSatisfy(one -> assertThat(((Map<?, ?>) one).get("version")).isEqualTo("v1"));
        String examples = String.valueOf(version.at("metadata", "annotations", "alm-examples"));
        List<?> read = (List<?>) new Load(LoadSettings.builder().build()).loadFromString(examples);
        assertThat(read.stream().map(one -> String.valueOf(((Map<?, ?>) one).get("kind"))))
                .containsExactlyInAnyOrder("LoadTest", "LoadTestSchedule");
        assertThat(version.name()).isEqualTo("throng.v1.2.3");
    }

    @Test
    void theImageIsLabelledAsItsMetadataIs() throws IOException {
        Map<?, ?> annotations = (Map<?, ?>) Manifest.all(read(bundle.resolve("metadata/annotations.yaml")))
                .getFirst()
                .at("annotations");
        assertThat(annotations).hasSize(6);
        String dockerfile = read(bundle.resolve("bundle.Dockerfile"));
        annotations.forEach((name, value) -> assertThat(dockerfile).contains("LABEL " + name + "=" + value + "\n"));
    }

    private static Map<?, ?> first(Object list) {
        return (Map<?, ?>) ((List<?>) list).getFirst();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
