package dev.throng.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.operator.golden.Golden;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Prometheus and Grafana get with the installation. */
class MonitoringTest {
    private static final Path DASHBOARDS = Path.of("..", "k8s", "dashboards");
    private static final Path ALERTS = Path.of("..", "k8s", "alerts", "throng.rules.yaml");
    private static final Path PLAIN = Path.of("..", "k8s", "monitoring", "monitors.yaml");
    private static final Map<String, Object> WITH_PROMETHEUS_OPERATOR =
            Map.of("metrics", Map.of("podMonitor", Map.of("enabled", true), "prometheusRule", Map.of("enabled", true)));

    @Test
    void theChartCarriesTheDashboardsAndTheRules() throws IOException {
        for (Path dashboard : dashboards()) {
            Golden.assertSame(
                    Chart.FOLDER.resolve("files").resolve("dashboards").resolve(dashboard.getFileName()),
                    Files.readString(dashboard));
        }
        Golden.assertSame(
                Chart.FOLDER.resolve("files").resolve("alerts").resolve("throng.rules.yaml"), Files.readString(ALERTS));
    }

    @Test
    void grafanaFindsEachDashboardByItsLabelInItsFolder() throws IOException {
        List<ConfigMap> maps = dashboardMaps(Map.of());
        assertThat(maps).hasSameSizeAs(dashboards());
        for (ConfigMap map : maps) {
            assertThat(map.getMetadata().getNamespace()).isEqualTo(Chart.NAMESPACE);
            assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
            assertThat(map.getMetadata().getAnnotations()).containsEntry("grafana_folder", "Throng");
            for (Map.Entry<String, String> file : map.getData().entrySet()) {
                assertThat(DASHBOARDS.resolve(file.getKey())).hasContent(file.getValue());
            }
        }
    }

    @Test
    void theDashboardsMayLieElsewhereOrStayAway() {
        Map<String, Object> elsewhere =
                Map.of("dashboards", Map.of("namespace", "grafana", "annotations", Map.of("folder", "Load")));
        assertThat(dashboardMaps(elsewhere)).isNotEmpty().allSatisfy(map -> {
            assertThat(map.getMetadata().getNamespace()).isEqualTo("grafana");
            assertThat(map.getMetadata().getAnnotations()).containsEntry("folder", "Load");
        });
        assertThat(dashboardMaps(Map.of("dashboards", Map.of("enabled", false))))
                .isEmpty();
    }

    @Test
    void nothingNeedsThePrometheusOperatorWhereItIsAbsent() {
        assertThat(Chart.render(Map.of())).doesNotContain("monitoring.coreos.com");
        assertThat(Chart.render(WITH_PROMETHEUS_OPERATOR)).contains("kind: PodMonitor", "kind: PrometheusRule");
    }

    @ParameterizedTest
    @CsvSource({"throng-masters, web", "throng-workers, metrics"})
    void theRunsOfTheWatchedNamespacesAreScraped(String monitor, String port) {
        assertThat(Chart.document("PodMonitor", monitor, WITH_PROMETHEUS_OPERATOR))
                .contains("any: true", "port: " + port, "path: /metrics", "honorLabels: true");
        Map<String, Object> some = Map.of(
                "watchNamespaces",
                List.of("shop"),
                "metrics",
                Map.of("podMonitor", Map.of("enabled", true, "interval", "5s", "labels", Map.of("team", "load"))));
        assertThat(Chart.document("PodMonitor", monitor, some))
                .contains("matchNames:\n      - shop", "interval: 5s", "team: load");
    }

    @Test
    void mastersThatAskForAPasswordAreScrapedWithIt() {
        Map<String, Object> asked = Map.of(
                "metrics", Map.of("podMonitor", Map.of("enabled", true, "webPassword", Map.of("name", "runs-web"))));
        assertThat(Chart.document("PodMonitor", "throng-masters", asked))
                .contains("authorization:\n      credentials:\n        name: runs-web\n        key: password");
        assertThat(Chart.document("PodMonitor", "throng-workers", asked)).doesNotContain("authorization");
        assertThat(Chart.document("PodMonitor", "throng-masters", WITH_PROMETHEUS_OPERATOR))
                .doesNotContain("authorization");
    }

    @Test
    void plainMonitorsAreWhatTheChartMakes() throws IOException {
        String plain = Chart.documents(Chart.render(WITH_PROMETHEUS_OPERATOR)).stream()
                .filter(document -> document.contains("monitoring.coreos.com"))
                .map(document -> "---\n" + document)
                .collect(Collectors.joining());
        Golden.assertSame(
                PLAIN,
                "# For the Prometheus operator, as the chart makes it. Generated: change the chart instead.\n" + plain);
    }

    @Test
    void plainDashboardsAreNamedAsTheChartNamesThem() throws IOException {
        String kustomization = Files.readString(DASHBOARDS.resolve("kustomization.yaml"));
        for (ConfigMap map : dashboardMaps(Map.of())) {
            assertThat(kustomization)
                    .contains("name: " + map.getMetadata().getName() + "\n")
                    .contains("files: [" + map.getData().keySet().iterator().next() + "]");
        }
    }

    private static List<ConfigMap> dashboardMaps(Map<String, Object> values) {
        return Chart.objects(ConfigMap.class, values).stream()
                .filter(map -> map.getMetadata().getName().endsWith("-dashboard"))
                .toList();
    }

    private static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }
}
