package dev.throng.operator.loadtest.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.pods.EnvSpec;
import dev.throng.api.pods.PodsSpec;
import dev.throng.api.scenario.ScenarioSpec;
import dev.throng.api.schema.GoDuration;
import dev.throng.operator.loadtest.RunId;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.EnvVarSourceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pods of a run. They pass the {@code restricted} pod security standard as they are; what a LoadTest says about its
 * pods is laid over them.
 */
final class RunPods {
    private static final String PLAN = "/etc/throng/plan";
    private static final String TOKEN = "/etc/throng/token";

    /** What is written there is the pod's termination message. */
    private static final String SAID = "/dev/termination-log";

    /** Beside the grace period: what a pod needs to hand over what it measured. */
    private static final long HAND_OVER_SECONDS = 20;

    /** How long a target may take that is made together with the LoadTest. */
    private static final Duration TARGET_PATIENCE = Duration.ofSeconds(30);

    /** How long a master waits for Prometheus to have the last values. */
    private static final Duration SCRAPE_PATIENCE = Duration.ofMinutes(1);

    /** How long a worker drives on and waits when there is no master, beyond what a start may take. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Runner runner;
    private final Accepted accepted;
    private final RunId run;
    private final Optional<PodsSpec> overrides;

    RunPods(Runner runner, Accepted accepted) {
        this.runner = runner;
        this.accepted = accepted;
        this.run = accepted.run();
        this.overrides = Optional.ofNullable(accepted.spec().pods());
    }

    PodTemplateSpec master() {
        List<String> args = new ArrayList<>(List.of("master", PLAN + "/" + RunObjects.PLAN_FILE));
        args.addAll(List.of("--bind", "0.0.0.0:" + Runner.PORT));
        args.addAll(List.of("--expect-workers", String.valueOf(accepted.workers())));
        args.addAll(List.of("--token-file", TOKEN + "/" + RunObjects.TOKEN_KEY));
        args.addAll(List.of("--run-id", run.id()));
        args.addAll(List.of("--start-deadline", text(accepted.startDeadline())));
        args.addAll(List.of("--await-target", text(targetPatience())));
        args.addAll(List.of("--linger", text(Runner.KEEPS)));
        args.addAll(List.of("--web-host", "0.0.0.0", "--web-port", String.valueOf(Runner.WEB_PORT)));
        args.addAll(List.of("--await-scrape", text(SCRAPE_PATIENCE)));
        if (accepted.spec().observe() != null && !runner.prometheus().isEmpty()) {
            args.addAll(List.of("--prometheus", runner.prometheus()));
        }
        if (!accepted.past().isEmpty()) {
            args.addAll(List.of("--earlier-runs", PLAN + "/" + RunObjects.PAST_FILE));
        }
        Container container = new ContainerBuilder(container(args, runner.master()))
                .addToEnv(0, new EnvVar("THRONG_NAMESPACE", run.namespace(), null))
                .addNewPort()
                .withName("grpc")
                .withContainerPort(Runner.PORT)
                .endPort()
                .addNewPort()
                .withName("web")
                .withContainerPort(Runner.WEB_PORT)
                .endPort()
                .build();
        PodTemplateSpec template = new BaselinePlan(accepted.baseline())
                .on(new ReportPlan(accepted.spec().report()).on(template("master", container)));
        return over("master", template, overrides.map(PodsSpec::master));
    }

    PodTemplateSpec worker() {
        List<String> args = List.of(
                "worker",
                "--master",
                run.master() + "." + run.namespace() + ".svc:" + Runner.PORT,
                "--token-file",
                TOKEN + "/" + RunObjects.TOKEN_KEY,
                "--run-id",
                run.id(),
                "--patience",
                text(accepted.startDeadline().plus(PATIENCE)),
                "--metrics",
                "0.0.0.0:" + Runner.METRICS_PORT);
        Container container = new ContainerBuilder(container(args, runner.worker()))
                .addToEnv(0, new EnvVar("THRONG_NAMESPACE", run.namespace(), null))
                .addNewPort()
                .withName("metrics")
                .withContainerPort(Runner.METRICS_PORT)
                .endPort()
                .build();
        PodTemplateSpec template = new PodTemplateSpecBuilder(template("worker", container))
                .editSpec()
                .addNewTopologySpreadConstraint()
                .withMaxSkew(1)
                .withTopologyKey("kubernetes.io/hostname")
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(run.selector("worker"))
                .endLabelSelector()
                .endTopologySpreadConstraint()
                .endSpec()
                .build();
        return over("workers", template, overrides.map(PodsSpec::workers));
    }

    /** Like a worker's, since that is what it stands for. */
    PodTemplateSpec calibration() {
        List<String> args = List.of(
                "calibrate",
                PLAN + "/" + RunObjects.PLAN_FILE,
                "--await-target",
                text(targetPatience()),
                "--number-file",
                SAID);
        Container container = new ContainerBuilder(container(args, runner.worker()))
                .addToEnv(0, new EnvVar("THRONG_NAMESPACE", run.namespace(), null))
                .build();
        return over("workers", template(RunId.CALIBRATION, container), overrides.map(PodsSpec::workers));
    }

    /** Python is much, so only an image of its own has it: {@code throng/runner-python} beside {@code throng/runner}. */
    private String image() {
        String usual = runner.image();
        if (!isPython()) {
            return usual;
        }
        int name = usual.lastIndexOf('/') + 1;
        int end = usual.indexOf('@') > 0 ? usual.indexOf('@') : usual.indexOf(':', name);
        return end < 0 ? usual + "-python" : usual.substring(0, end) + "-python" + usual.substring(end);
    }

    private boolean isPython() {
        ScenarioSpec scenario = accepted.spec().scenario();
        return scenario != null && scenario.python() != null;
    }

    /** The administrator's, but never less than an interpreter needs. */
    private ResourceRequirements ample(ResourceRequirements usual) {
        return isPython() ? PythonMemory.of(usual) : usual;
    }

    private Container container(List<String> args, ResourceRequirements resources) {
        return new ContainerBuilder()
                .withName(Runner.CONTAINER)
                .withImage(overrides.map(PodsSpec::image).orElseGet(this::image))
                .withImagePullPolicy(runner.pullPolicy().isEmpty() ? null : runner.pullPolicy())
                .withArgs(args)
                .withEnv(environment(accepted.spec()))
                .withResources(ample(resources))
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withSecurityContext(Restricted.container())
                .addNewVolumeMount()
                .withName("plan")
                .withMountPath(PLAN)
                .withReadOnly(true)
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("token")
                .withMountPath(TOKEN)
                .withReadOnly(true)
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("tmp")
                .withMountPath("/tmp")
                .endVolumeMount()
                .build();
    }

    private PodTemplateSpec template(String component, Container container) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(run.labels())
                .addToLabels(RunId.COMPONENT_LABEL, component)
                .addToAnnotations("kubectl.kubernetes.io/default-container", Runner.CONTAINER)
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(accepted.gracePeriod().toSeconds() + HAND_OVER_SECONDS)
                .withSecurityContext(Restricted.pod())
                .withContainers(container)
                .addNewVolume()
                .withName("plan")
                .withNewConfigMap()
                .withName(run.plan())
                .endConfigMap()
                .endVolume()
                .addNewVolume()
                .withName("token")
                .withNewSecret()
                .withSecretName(run.token())
                .withDefaultMode(0440)
                .endSecret()
                .endVolume()
                .addNewVolume()
                .withName("tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .endSpec()
                .build();
    }

    private Duration targetPatience() {
        return Optional.ofNullable(accepted.spec().awaitTarget())
                .flatMap(GoDuration::parse)
                .orElse(TARGET_PATIENCE);
    }

    private static String text(Duration duration) {
        return GoDuration.format(duration);
    }

    private static List<EnvVar> environment(LoadTestSpec spec) {
        List<EnvSpec> env = Optional.ofNullable(spec.pods()).map(PodsSpec::env).orElse(List.of());
        return env.stream().map(RunPods::variable).toList();
    }

    static EnvVar variable(EnvSpec env) {
        EnvVarBuilder variable = new EnvVarBuilder().withName(env.name()).withValue(env.value());
        EnvSpec.ValueFrom from = env.valueFrom();
        if (from != null) {
            EnvVarSourceBuilder source = new EnvVarSourceBuilder();
            EnvSpec.KeyRef secret = from.secretKeyRef();
            if (secret != null) {
                source.withNewSecretKeyRef(secret.key(), secret.name(), secret.optional());
            }
            EnvSpec.KeyRef map = from.configMapKeyRef();
            if (map != null) {
                source.withNewConfigMapKeyRef(map.key(), map.name(), map.optional());
            }
            variable.withValueFrom(source.build());
        }
        return variable.build();
    }

    static PodTemplateSpec over(String field, PodTemplateSpec ours, Optional<JsonNode> theirs) {
        return theirs.map(patch -> typed(field, StrategicMerge.merge(tree(ours), patch)))
                .orElse(ours);
    }

    private static PodTemplateSpec typed(String field, ObjectNode merged) {
        try {
            return Serialization.unmarshal(merged.toString(), PodTemplateSpec.class);
        } catch (IllegalArgumentException e) {
            throw new MalformedTemplateException(field, e);
        }
    }

    private static ObjectNode tree(PodTemplateSpec template) {
        return Serialization.unmarshal(Serialization.asJson(template), ObjectNode.class);
    }
}
