package dev.throng.kubectl.cluster;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A namespace of a cluster, with what we read and write there. Close it when done. */
public final class Cluster implements AutoCloseable {
    public static final String LOAD_TEST_LABEL = "throng.dev/loadtest";
    private static final String RUN_LABEL = "throng.dev/run";
    private static final String COMPONENT_LABEL = "app.kubernetes.io/component";
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final ResourceDefinitionContext LOAD_TESTS = ours("LoadTest", "loadtests");
    private static final ResourceDefinitionContext SCHEDULES = ours("LoadTestSchedule", "loadtestschedules");

    private final KubernetesClient client;
    private final String namespace;

    Cluster(Config config, String namespace) {
        this(new KubernetesClientBuilder().withConfig(config).build(), namespace);
    }

    /** @param client closed with this */
    public Cluster(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    private static ResourceDefinitionContext ours(String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("throng.dev")
                .withVersion("v1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    public String namespace() {
        return namespace;
    }

    /** The same cluster's other namespace; closing either closes both. */
    public Cluster in(String other) {
        return new Cluster(client, other);
    }

    /** What has no name of its own to go by must have the operator's definitions at least. */
    public List<LoadTest> loadTests(boolean everywhere) {
        var all = client.genericKubernetesResources(LOAD_TESTS);
        return (everywhere ? all.inAnyNamespace() : all.inNamespace(namespace))
                .list().getItems().stream().map(LoadTest::of).toList();
    }

    /** Those of the namespace that have all of these labels. */
    public List<LoadTest> loadTests(Map<String, String> labels) {
        return client
                .genericKubernetesResources(LOAD_TESTS)
                .inNamespace(namespace)
                .withLabels(labels)
                .list()
                .getItems()
                .stream()
                .map(LoadTest::of)
                .toList();
    }

    public Optional<LoadTest> find(String name) {
        return Optional.ofNullable(client.genericKubernetesResources(LOAD_TESTS)
                        .inNamespace(namespace)
                        .withName(name)
                        .get())
                .map(LoadTest::of);
    }

    /** @throws Refusal with the names there are when this is none of them */
    public LoadTest loadTest(String name) {
        return find(name).orElseThrow(() -> {
            List<String> others =
                    loadTests(false).stream().map(LoadTest::name).sorted().toList();
            return new Refusal(
                    ExitCode.INVALID,
                    "there is no LoadTest '" + name + "' in namespace " + namespace
                            + (others.isEmpty() ? ", nor any other" : "; there is " + String.join(", ", others)));
        });
    }

    public GenericKubernetesResource schedule(String name) {
        return Optional.ofNullable(client.genericKubernetesResources(SCHEDULES)
                        .inNamespace(namespace)
                        .withName(name)
                        .get())
                .orElseThrow(() -> {
                    List<String> others =
                            client
                                    .genericKubernetesResources(SCHEDULES)
                                    .inNamespace(namespace)
                                    .list()
                                    .getItems()
                                    .stream()
                                    .map(schedule -> schedule.getMetadata().getName())
                                    .sorted()
                                    .toList();
                    return new Refusal(
                            ExitCode.INVALID,
                            "there is no LoadTestSchedule '" + name + "' in namespace " + namespace
                                    + (others.isEmpty()
                                            ? ", nor any other"
                                            : "; there is " + String.join(", ", others)));
                });
    }

    /** Refuses what the definitions there do not know, instead of dropping it. */
    public LoadTest create(GenericKubernetesResource loadTest) {
        return LoadTest.of(client.genericKubernetesResources(LOAD_TESTS)
                .inNamespace(namespace)
                .resource(loadTest)
                .fieldValidation(Validation.STRICT)
                .create());
    }

    /** Only if it is still as it was read. */
    public LoadTest replace(GenericKubernetesResource loadTest) {
        return LoadTest.of(client.genericKubernetesResources(LOAD_TESTS)
                .inNamespace(namespace)
                .resource(loadTest)
                .fieldValidation(Validation.STRICT)
                .update());
    }

    /** Changes these fields of the spec; null takes one away. */
    public LoadTest change(LoadTest loadTest, Map<String, Object> spec) {
        GenericKubernetesResource change = new GenericKubernetesResource();
        change.setApiVersion(LoadTest.API_VERSION);
        change.setKind(LoadTest.KIND);
        change.setMetadata(new io.fabric8.kubernetes.api.model.ObjectMetaBuilder()
                .withName(loadTest.name())
                .withNamespace(namespace)
                .build());
        change.setAdditionalProperty("spec", spec);
        return LoadTest.of(client.genericKubernetesResources(LOAD_TESTS)
                .inNamespace(namespace)
                .resource(change)
                .patch(MERGE));
    }

    public Optional<ConfigMap> configMap(String name) {
        return Optional.ofNullable(
                client.configMaps().inNamespace(namespace).withName(name).get());
    }

    /** Whole: what was in it before is gone. */
    public void write(ConfigMap configMap) {
        client.configMaps().inNamespace(namespace).resource(configMap).createOr(NonDeletingOperation::update);
    }

    /** The pods that drive a run and are there, the master's first. */
    public List<Pod> pods(String runId) {
        return client
                .pods()
                .inNamespace(namespace)
                .withLabel(RUN_LABEL, runId)
                .withLabelNotIn(COMPONENT_LABEL, "notice")
                .list()
                .getItems()
                .stream()
                .sorted(java.util.Comparator.comparing((Pod pod) -> !isMaster(pod))
                        .thenComparing(pod -> pod.getMetadata().getName()))
                .toList();
    }

    public static boolean isMaster(Pod pod) {
        return "master".equals(pod.getMetadata().getLabels().get(COMPONENT_LABEL));
    }

    public KubernetesClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
    }
}
