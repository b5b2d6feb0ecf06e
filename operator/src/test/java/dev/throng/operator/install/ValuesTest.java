package dev.throng.operator.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.operator.golden.Golden;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart's values and their schema. */
class ValuesTest {
    private static final Path PAGE = Path.of("..", "docs", "install.md");
    private static final String BEGIN =
            "<!-- The chart's values: kept by a test, which writes them anew with -Dthrong.golden=write. -->\n";
    private static final String END = "<!-- End of the chart's values. -->";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "replica: 2                                      | 'replica' not allowed",
                "replicas: two                                   | /replicas",
                "replicas: -1                                    | /replicas",
                "image: {tag: 1.10}                              | /image/tag",
                "image: {pullPolicy: Sometimes}                  | 'Always'",
                "imagePullSecrets: [mine]                        | /imagePullSecrets/0",
                "watchNamespaces: shop                           | /watchNamespaces",
                "watchNamespaces: [Shop]                         | /watchNamespaces/0",
                "watchNamespaces: [shop, shop]                   | /watchNamespaces",
                "statusInterval: 3                               | /statusInterval",
                "statusInterval: often                           | /statusInterval",
                "runner: {workers: {}}                           | 'workers' not allowed",
                "runner: {webOpen: 'no'}                         | /runner/webOpen",
                "runner: {worker: {memory: 1 GB}}                | /runner/worker/memory",
                "crds: {install: 'yes'}                          | /crds/install",
                "rbac: {aggregate: sometimes}                    | /rbac/aggregate",
                "serviceAccount: {annotations: {a: 1}}           | /serviceAccount/annotations/a",
                "resources: {limit: {memory: 1Gi}}               | 'limit' not allowed",
                "resources: {limits: {memory: [1Gi]}}            | /resources/limits/memory",
                "log: {level: LOUD}                              | 'WARN'",
                "metrics: {podMonitor: {enabled: maybe}}         | /metrics/podMonitor/enabled",
                "metrics: {podMonitor: {interval: 15}}           | /metrics/podMonitor/interval",
                "metrics: {serviceMonitor: {enabled: true}}      | 'serviceMonitor' not allowed",
                "dashboards: {label: a}                          | 'label' not allowed",
                "dashboards: {labels: {grafana_dashboard: 1}}    | /dashboards/labels/grafana_dashboard",
                "nodeSelector: {load: true}                      | /nodeSelector/load",
                "tolerations: {key: load}                        | /tolerations",
                "extraEnv: {A: b}                                | /extraEnv",
            })
    void wrongValuesAreRefusedByName(String yaml, String says) {
        assertThatThrownBy(() -> Chart.render(values(yaml))).hasMessageContaining(says.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "image: {tag: 2}",
                "imagePullSecrets: [{name: mine}]",
                "runner: {worker: {cpu: 1.5, memory: 1.5Gi, memoryLimit: ''}}",
                "rbac: {aggregate: false}",
                "resources: {limits: {cpu: 1, memory: 1e9}}",
                "metrics: {podMonitor: {enabled: true, labels: {release: prometheus}}}",
                "global: {imageRegistry: x}",
                "tolerations: [{key: load, operator: Exists}]",
                "extraEnv: [{name: A, value: b}]",
            })
    void rightValuesAreTaken(String yaml) {
        assertThatCode(() -> Chart.render(values(yaml))).doesNotThrowAnyException();
    }

    @Test
    void everyValueHasASchemaAndEverySchemaADefault() throws IOException {
        JsonNode defaults =
                Serialization.unmarshal(Files.readString(Chart.FOLDER.resolve("values.yaml")), JsonNode.class);
        JsonNode schema =
                Serialization.unmarshal(Files.readString(Chart.FOLDER.resolve("values.schema.json")), JsonNode.class);
        Set<String> described = described(schema, schema, "");
        described.removeAll(Set.of("/global", "/resources/claims"));
        assertThat(described).containsExactlyElementsOf(named(defaults, schema, schema, ""));
    }

    @Test
    void thePageOnInstallationListsThem() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String table = ValuesTable.of(Files.readString(Chart.FOLDER.resolve("values.yaml")));
        Golden.assertSame(PAGE, page.substring(0, begin) + table + page.substring(end));
    }

    /** The paths that the schema knows by name. */
    private static Set<String> described(JsonNode schema, JsonNode root, String path) {
        Set<String> paths = new TreeSet<>();
        JsonNode here = resolved(schema, root);
        for (var property : here.path("properties").properties()) {
            paths.add(path + "/" + property.getKey());
            paths.addAll(described(property.getValue(), root, path + "/" + property.getKey()));
        }
        return paths;
    }

    /** The paths of the defaults, as deep as the schema knows names. */
    private static Set<String> named(JsonNode value, JsonNode schema, JsonNode root, String path) {
        Set<String> paths = new TreeSet<>();
        JsonNode here = resolved(schema, root).path("properties");
        for (var field : value.properties()) {
            if (!here.isMissingNode()) {
                paths.add(path + "/" + field.getKey());
                paths.addAll(named(field.getValue(), here.path(field.getKey()), root, path + "/" + field.getKey()));
            }
        }
        return paths;
    }

    private static JsonNode resolved(JsonNode schema, JsonNode root) {
        return schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> values(String yaml) {
        return Serialization.unmarshal(yaml, Map.class);
    }
}
