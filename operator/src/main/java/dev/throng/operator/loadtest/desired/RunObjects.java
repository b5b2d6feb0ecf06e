package dev.throng.operator.loadtest.desired;

import dev.throng.operator.loadtest.RunId;
import dev.throng.runner.report.PastRuns;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A run's objects. The plan's ConfigMap belongs to the LoadTest, everything else to that ConfigMap: deleting it removes the
 * run, and deleting the LoadTest removes both.
 */
public final class RunObjects {
    /** Where a report's ConfigMap has the result, as gzip-compressed JSON. */
    public static final String REPORT_KEY = "result.json.gz";

    /** Key of the plan in its ConfigMap, and so its file in the pods. */
    public static final String PLAN_FILE = "loadtest.yaml";

    /** Key of the earlier runs' figures beside the plan. */
    static final String PAST_FILE = "earlier-runs.json";

    /** Key of the token in its Secret. */
    public static final String TOKEN_KEY = "token";

    /** How often a worker, or the master, may be lost and made anew. Each has its own count. */
    private static final int MOST_LOSSES = 20;

    /** For users that leave at the end, and for images to be pulled. */
    private static final Duration SPARE = Duration.ofHours(1);

    private final Runner runner;
    private final Accepted accepted;
    private final RunId run;
    private final RunPods pods;

    public RunObjects(Runner runner, Accepted accepted) {
        this.runner = runner;
        this.accepted = accepted;
        this.run = accepted.run();
        this.pods = new RunPods(runner, accepted);
    }

    public ConfigMap plan() {
        return new ConfigMapBuilder()
                .withMetadata(metadata(run.plan(), loadTest(run)))
                .withImmutable(true)
                .addToData(PLAN_FILE, accepted.plan())
                .addToData(accepted.past().isEmpty() ? Map.of() : Map.of(PAST_FILE, PastRuns.write(accepted.past())))
                .build();
    }

    /**
     * @param plan the run's ConfigMap as the API server gave it back
     * @param token what lets master, workers and operator speak to each other
     */
    public Secret token(ConfigMap plan, String token) {
        return new SecretBuilder()
                .withMetadata(metadata(run.token(), owner(plan)))
                .withImmutable(true)
                .withType("Opaque")
                .addToData(TOKEN_KEY, Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.US_ASCII)))
                .build();
    }

    /** All else, in the order in which it is to be made: where the last one stands, all do. */
    public List<HasMetadata> others(ConfigMap plan) {
        OwnerReference owner = owner(plan);
        List<HasMetadata> others = new ArrayList<>(List.of(network(owner), service(owner), master(owner)));
        others.addAll(workers(plan));
        return others;
    }

    /** The workers' Jobs. */
    public List<Job> workers(ConfigMap plan) {
        OwnerReference owner = owner(plan);
        return IntStream.range(0, accepted.workers())
                .mapToObj(index -> worker(owner, index))
                .toList();
    }

    /**
     * The Job of a worker that drives a part of the load by itself, once: its pod's termination message says how many would do.
     *
     * @param plan the run's ConfigMap as the API server gave it back
     */
    public Job calibration(ConfigMap plan) {
        return new JobBuilder(job(run.calibration(), owner(plan), pods.calibration()))
                .editMetadata()
                .addToLabels(RunId.COMPONENT_LABEL, RunId.CALIBRATION)
                .endMetadata()
                .editSpec()
                .withBackoffLimit(0)
                .withActiveDeadlineSeconds(accepted.startDeadline().toSeconds())
                .endSpec()
                .build();
    }

    /** The Job of the master and one of a worker's: all others are like it. */
    public List<Job> samples(ConfigMap plan) {
        return List.of(master(owner(plan)), worker(owner(plan), 0));
    }

    private Service service(OwnerReference owner) {
        return new ServiceBuilder()
                .withMetadata(metadata(run.master(), owner))
                .withNewSpec()
                .withSelector(run.selector("master"))
                .withPublishNotReadyAddresses(true)
                .addNewPort()
                .withName("grpc")
                .withAppProtocol("kubernetes.io/h2c")
                .withPort(Runner.PORT)
                .withTargetPort(new IntOrString("grpc"))
                .endPort()
                .addNewPort()
                .withName("web")
                .withAppProtocol("http")
                .withPort(Runner.WEB_PORT)
                .withTargetPort(new IntOrString("web"))
                .endPort()
                .endSpec()
                .build();
    }

    private Job master(OwnerReference owner) {
        return job(run.master(), owner, pods.master());
    }

    private Job worker(OwnerReference owner, int index) {
        return job(run.worker(index), owner, pods.worker());
    }

    /**
     * A Job for each pod, so that a lost one is replaced under its own host name and its losses delay none of the others.
     * One Job with {@code backoffLimitPerIndex} for all of them would do the same, but keeps a failed pod from being removed
     * until there is another one in its place, which a namespace that is being deleted never lets come.
     */
    private Job job(String name, OwnerReference owner, PodTemplateSpec template) {
        return new JobBuilder()
                .withMetadata(metadata(name, owner))
                .withNewSpec()
                .withCompletions(1)
                .withParallelism(1)
                .withBackoffLimit(MOST_LOSSES)
                .withPodReplacementPolicy("TerminatingOrFailed")
                .withActiveDeadlineSeconds(accepted.length()
                        .map(this::longest)
                        .map(Duration::toSeconds)
                        .orElse(null))
                .withTemplate(named(name, template))
                .endSpec()
                .build();
    }

    /** By its host name the run's processes know a pod and the one that replaces it. */
    private static PodTemplateSpec named(String name, PodTemplateSpec template) {
        return new PodTemplateSpecBuilder(template)
                .editSpec()
                .withHostname(name)
                .endSpec()
                .build();
    }

    /** After which pods are ended without anybody's help: not before a master may let its result go. */
    private Duration longest(Duration load) {
        return accepted.startDeadline()
                .plus(load)
                .plus(accepted.gracePeriod())
                .plus(SPARE)
                .plus(Runner.KEEPS);
    }

    private NetworkPolicy network(OwnerReference owner) {
        return new NetworkPolicyBuilder()
                .withMetadata(metadata(run.network(), owner))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Map.of(RunId.RUN_LABEL, run.id()))
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .withIngress(ingress())
                .endSpec()
                .build();
    }

    private List<NetworkPolicyIngressRule> ingress() {
        List<NetworkPolicyIngressRule> rules = new ArrayList<>();
        rules.add(new NetworkPolicyIngressRuleBuilder()
                .withPorts(port("grpc"))
                .addToFrom(new NetworkPolicyPeerBuilder()
                        .withNewPodSelector()
                        .withMatchLabels(Map.of(RunId.RUN_LABEL, run.id()))
                        .endPodSelector()
                        .build())
                .build());
        rules.add(new NetworkPolicyIngressRuleBuilder()
                .withPorts(port("grpc"), port("web"), port("metrics"))
                .addToFrom(new NetworkPolicyPeerBuilder()
                        .withNewNamespaceSelector()
                        .withMatchLabels(Map.of("kubernetes.io/metadata.name", runner.operatorNamespace()))
                        .endNamespaceSelector()
                        .build())
                .build());
        if (runner.webOpen()) {
            rules.add(new NetworkPolicyIngressRuleBuilder()
                    .withPorts(port("web"), port("metrics"))
                    .build());
        }
        return rules;
    }

    private static NetworkPolicyPort port(String name) {
        return new NetworkPolicyPortBuilder()
                .withProtocol("TCP")
                .withPort(new IntOrString(name))
                .build();
    }

    private ObjectMeta metadata(String name, OwnerReference owner) {
        return metadata(run, name, owner);
    }

    static ObjectMeta metadata(RunId run, String name, OwnerReference owner) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(run.namespace())
                .withLabels(run.labels())
                .withOwnerReferences(owner)
                .build();
    }

    static OwnerReference loadTest(RunId run) {
        return new OwnerReferenceBuilder()
                .withApiVersion("throng.dev/v1")
                .withKind("LoadTest")
                .withName(run.loadTest())
                .withUid(run.uid())
                .withController(true)
                .build();
    }

    private static OwnerReference owner(ConfigMap plan) {
        return new OwnerReferenceBuilder()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withName(plan.getMetadata().getName())
                .withUid(plan.getMetadata().getUid())
                .withController(true)
                .build();
    }
}
