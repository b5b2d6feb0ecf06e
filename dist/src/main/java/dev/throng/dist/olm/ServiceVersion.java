package dev.throng.dist.olm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The ClusterServiceVersion: what the operator is, and how it is installed, as the chart installs it. */
final class ServiceVersion {
    private static final String OPERATOR = "throng-operator";
    private static final String NAME = "name";

    /** What people are told of each resource; whoever adds one says what it is. */
    private static final Map<String, String> RESOURCES = Map.of(
            "LoadTest", "A load test: who the users are, what they do, how many come when, and what counts as passed.",
            "LoadTestSchedule", "Load tests at set times, as a CronJob has Jobs.");

    private final String version;
    private final String homepage;
    private final List<Manifest> manifests;
    private final List<Manifest> samples;

    /** @param samples one of each resource */
    ServiceVersion(String version, String homepage, List<Manifest> manifests, List<Manifest> samples) {
        this.version = version;
        this.homepage = homepage;
        this.manifests = manifests;
        this.samples = samples;
    }

    private Manifest manifest(String kind, String name) {
        return manifests.stream()
                .filter(manifest -> manifest.is(kind, name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the chart has no " + kind + " " + name));
    }

    Map<String, Object> tree() throws JsonProcessingException {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", "operators.coreos.com/v1alpha1");
        tree.put("kind", "ClusterServiceVersion");
        tree.put("metadata", metadata());
        tree.put("spec", spec());
        return tree;
    }

    private Map<String, Object> metadata() throws JsonProcessingException {
        Map<String, Object> annotations = new LinkedHashMap<>();
        annotations.put(
                "alm-examples",
                new ObjectMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(samples.stream().map(Manifest::tree).toList()));
        annotations.put("capabilities", "Seamless Upgrades");
        annotations.put("categories", "Developer Tools, Monitoring");
        annotations.put("containerImage", image());
        annotations.put("description", "Load test runs as Kubernetes resources, with one true result");
        annotations.put("repository", homepage);
        annotations.put("support", homepage);
        return ordered(NAME, "throng.v" + version, "namespace", "placeholder", "annotations", annotations);
    }

    private String image() {
        Object containers = manifest("Deployment", OPERATOR).at("spec", "template", "spec", "containers");
        return String.valueOf(((Map<?, ?>) ((List<?>) containers).getFirst()).get("image"));
    }

    private Map<String, Object> spec() {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("displayName", "Throng");
        spec.put("description", """
                Load tests that you write in YAML and can trust.

                A `LoadTest` says who the users are, what they do and how many of them come when; Throng drives the load from as
                many pods as it takes, and brings back one true result: merged, exact percentiles and a verdict. A
                `LoadTestSchedule` runs one at set times.
                """);
        spec.put("version", version);
        spec.put("maturity", "alpha");
        spec.put("minKubeVersion", "1.33.0");
        spec.put("keywords", List.of("load testing", "performance", "benchmark", "latency"));
        spec.put("provider", ordered(NAME, "Throng"));
        spec.put("links", List.of(ordered(NAME, "Documentation", "url", homepage)));
        spec.put(
                "installModes",
                Stream.of("OwnNamespace", "SingleNamespace", "MultiNamespace", "AllNamespaces")
                        .map(mode -> ordered("type", mode, "supported", "AllNamespaces".equals(mode)))
                        .toList());
        spec.put("customresourcedefinitions", ordered("owned", owned()));
        spec.put("install", ordered("strategy", "deployment", "spec", install()));
        return spec;
    }

    private List<Map<String, Object>> owned() {
        List<Map<String, Object>> owned = new ArrayList<>();
        for (Manifest definition : manifests) {
            if (definition.kind().equals(Bundle.DEFINITION)) {
                String kind = String.valueOf(definition.at("spec", "names", "kind"));
                Map<?, ?> newest = (Map<?, ?>) ((List<?>) definition.at("spec", "versions")).getFirst();
                owned.add(ordered(
                        NAME,
                        definition.name(),
                        "kind",
                        kind,
                        "version",
                        String.valueOf(newest.get(NAME)),
                        "displayName",
                        kind,
                        "description",
                        RESOURCES.getOrDefault(kind, kind)));
            }
        }
        return owned;
    }

    /** The rules and the deployment are the chart's own. */
    private Map<String, Object> install() {
        Manifest deployment = manifest("Deployment", OPERATOR);
        return ordered(
                "clusterPermissions",
                List.of(ordered(
                        "serviceAccountName",
                        OPERATOR,
                        "rules",
                        manifest("ClusterRole", OPERATOR).at("rules"))),
                "permissions",
                List.of(ordered(
                        "serviceAccountName",
                        OPERATOR,
                        "rules",
                        manifest("Role", OPERATOR + "-own").at("rules"))),
                "deployments",
                List.of(ordered(
                        NAME, OPERATOR, "label", deployment.at("metadata", "labels"), "spec", deployment.at("spec"))));
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
