package dev.throng.operator.loadtest.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.api.pods.EnvSpec;
import dev.throng.api.pods.PodsSpec;
import dev.throng.api.report.NoticeForm;
import dev.throng.api.report.NotifySpec;
import dev.throng.operator.loadtest.RunId;
import dev.throng.runner.notify.Notice;
import dev.throng.runner.notify.NoticeOrder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Job that tells people how a run ended. A pod of the LoadTest's own namespace does it, not the operator: it alone may
 * know what a Secret there holds, and it reaches what that namespace's policies let it reach, and nothing else.
 */
public final class NoticeJob {
    /** Beyond what its process is patient for: an image has to be pulled, a node to be found. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** How long it can at least be read what became of it. */
    private static final Duration KEPT = Duration.ofHours(1);

    /** The process reads what the kubelet reads when it has ended. */
    private static final String MESSAGE = "/dev/termination-log";

    private static final String VARIABLE = "THRONG_RECEIVER_";

    private final Runner runner;

    public NoticeJob(Runner runner) {
        this.runner = runner;
    }

    /**
     * @param told who is told
     * @param pods what the LoadTest says about its pods
     * @param ttl how long the run's objects stay
     */
    public Job of(RunId run, Notice notice, List<NotifySpec> told, Optional<PodsSpec> pods, Duration ttl) {
        Duration kept = ttl.compareTo(KEPT) < 0 ? KEPT : ttl;
        return new JobBuilder()
                .withMetadata(RunObjects.metadata(run, run.notice(), RunObjects.loadTest(run)))
                .editMetadata()
                .addToLabels(RunId.COMPONENT_LABEL, RunId.NOTICE)
                .endMetadata()
                .withNewSpec()
                .withCompletions(1)
                .withParallelism(1)
                .withBackoffLimit(0)
                .withNewPodFailurePolicy()
                .addNewRule()
                .withAction("Ignore")
                .addNewOnPodCondition("True", "DisruptionTarget")
                .endRule()
                .endPodFailurePolicy()
                .withActiveDeadlineSeconds(LONGEST.toSeconds())
                .withTtlSecondsAfterFinished((int) kept.toSeconds())
                .withTemplate(like(pods.map(PodsSpec::master), template(run, container(notice, told, pods))))
                .endSpec()
                .build();
    }

    private Container container(Notice notice, List<NotifySpec> told, Optional<PodsSpec> pods) {
        return new ContainerBuilder()
                .withName(Runner.CONTAINER)
                .withImage(pods.map(PodsSpec::image).orElse(runner.image()))
                .withImagePullPolicy(runner.pullPolicy().isEmpty() ? null : runner.pullPolicy())
                .withArgs("notify", "--report", MESSAGE)
                .withEnv(environment(notice, told))
                .withResources(resources())
                .withSecurityContext(Restricted.container())
                .addNewVolumeMount()
                .withName("tmp")
                .withMountPath("/tmp")
                .endVolumeMount()
                .build();
    }

    /** A limit where the administrator has limits. */
    private ResourceRequirements resources() {
        ResourceRequirementsBuilder resources = new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity("50m"))
                .addToRequests("memory", new Quantity("128Mi"));
        return runner.master().getLimits() != null
                        && runner.master().getLimits().containsKey("memory")
                ? resources.addToLimits("memory", new Quantity("256Mi")).build()
                : resources.build();
    }

    private static List<EnvVar> environment(Notice notice, List<NotifySpec> told) {
        List<EnvVar> variables = new ArrayList<>();
        List<NoticeOrder.To> receivers = new ArrayList<>();
        for (NotifySpec one : told) {
            String name = VARIABLE + receivers.size();
            NoticeForm form = Objects.requireNonNullElse(one.form(), NoticeForm.json);
            receivers.add(new NoticeOrder.To(String.valueOf(one.name()), form, name, place(one)));
            variables.add(variable(name, one));
        }
        variables.add(0, new EnvVar(NoticeOrder.NOTICE, notice.json(), null));
        variables.add(1, new EnvVar(NoticeOrder.RECEIVERS, NoticeOrder.write(receivers), null));
        return variables;
    }

    /** Optional, so that the pod starts and says what is missing. */
    private static EnvVar variable(String name, NotifySpec one) {
        return RunPods.variable(new EnvSpec(
                name,
                one.url(),
                Optional.ofNullable(one.urlFrom()).map(NoticeJob::optional).orElse(null)));
    }

    private static EnvSpec.ValueFrom optional(EnvSpec.ValueFrom from) {
        return new EnvSpec.ValueFrom(optional(from.secretKeyRef()), optional(from.configMapKeyRef()));
    }

    private static EnvSpec.@Nullable KeyRef optional(EnvSpec.@Nullable KeyRef key) {
        return key == null ? null : new EnvSpec.KeyRef(key.name(), key.key(), true);
    }

    private static String place(NotifySpec one) {
        EnvSpec.ValueFrom from = one.urlFrom();
        if (from == null) {
            return "spec.notify has none";
        }
        EnvSpec.KeyRef secret = from.secretKeyRef();
        EnvSpec.KeyRef map = from.configMapKeyRef();
        return secret != null
                ? "the Secret " + secret.name() + " has no key " + secret.key() + ", or there is none"
                : map != null ? "the ConfigMap " + map.name() + " has no key " + map.key() + ", or there is none" : "";
    }

    private static PodTemplateSpec template(RunId run, Container container) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(run.labels())
                .addToLabels(RunId.COMPONENT_LABEL, RunId.NOTICE)
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(5L)
                .withSecurityContext(Restricted.pod())
                .withContainers(container)
                .addNewVolume()
                .withName("tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .endSpec()
                .build();
    }

    /** Where it may run and what images it may pull is as the master's; what the master's containers are is not. */
    private static PodTemplateSpec like(Optional<JsonNode> master, PodTemplateSpec ours) {
        return master.map(patch -> {
                    ObjectNode copy = patch.deepCopy();
                    if (copy.get("spec") instanceof ObjectNode spec) {
                        spec.remove(List.of("containers", "initContainers", "volumes"));
                    }
                    return RunPods.over("master", ours, Optional.of(copy));
                })
                .orElse(ours);
    }
}
