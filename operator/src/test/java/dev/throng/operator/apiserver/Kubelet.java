package dev.throng.operator.apiserver;

import dev.throng.operator.loadtest.RunId;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;

/** Plays Job controller, scheduler and kubelet for a bare API server: makes pods and says what became of them. */
record Kubelet(KubernetesClient client, String namespace) {

    /** Makes one pod of a Job, as the Job's template says, which runs at this address. */
    void run(String job, String ip) {
        Pod pod = make(job);
        status(pod, new PodStatusBuilder().withPhase("Running").withPodIP(ip).build());
    }

    /** Makes one pod of a Job whose container waits for this reason. */
    void wait(String job, String reason, String message) {
        Pod pod = make(job);
        status(
                pod,
                new PodStatusBuilder()
                        .withPhase("Pending")
                        .withContainerStatuses(new ContainerStatusBuilder()
                                .withName("runner")
                                .withImage("throng/runner:0.1.0")
                                .withImageID("")
                                .withReady(false)
                                .withRestartCount(0)
                                .withNewState()
                                .withNewWaiting(message, reason)
                                .endState()
                                .build())
                        .build());
    }

    /** Makes one pod of a Job that ends with these last words; the Job itself is not ended. */
    void end(String job, int exitCode, String words) {
        Pod pod = make(job);
        status(
                pod,
                new PodStatusBuilder()
                        .withPhase(exitCode == 0 ? "Succeeded" : "Failed")
                        .withContainerStatuses(new ContainerStatusBuilder()
                                .withName("runner")
                                .withImage("throng/runner:0.1.0")
                                .withImageID("")
                                .withReady(false)
                                .withRestartCount(0)
                                .withNewState()
                                .withNewTerminated()
                                .withExitCode(exitCode)
                                .withMessage(words)
                                .endTerminated()
                                .endState()
                                .build())
                        .build());
    }

    /** The scheduler finds no node. */
    void unschedulable(String job, String message) {
        Pod pod = make(job);
        status(
                pod,
                new PodStatusBuilder()
                        .withPhase("Pending")
                        .addNewCondition()
                        .withType("PodScheduled")
                        .withStatus("False")
                        .withReason("Unschedulable")
                        .withMessage(message)
                        .endCondition()
                        .build());
    }

    /** The Job controller may not make pods. */
    void refuse(String job, String message) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        client.resource(new EventBuilder()
                        .withNewMetadata()
                        .withName(job + ".failed")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewInvolvedObject()
                        .withKind("Job")
                        .withName(job)
                        .withNamespace(namespace)
                        .endInvolvedObject()
                        .withType("Warning")
                        .withReason("FailedCreate")
                        .withMessage(message)
                        .withLastTimestamp(now)
                        .build())
                .create();
    }

    private Pod make(String jobName) {
        Job job = Awaitility.await("Job " + jobName)
                .until(
                        () -> client.batch()
                                .v1()
                                .jobs()
                                .inNamespace(namespace)
                                .withName(jobName)
                                .get(),
                        found -> found != null);
        return client.resource(new PodBuilder()
                        .withNewMetadataLike(job.getSpec().getTemplate().getMetadata())
                        .withName(jobName + "-abcde")
                        .withNamespace(namespace)
                        .addNewOwnerReference()
                        .withApiVersion("batch/v1")
                        .withKind("Job")
                        .withName(jobName)
                        .withUid(job.getMetadata().getUid())
                        .withController(true)
                        .endOwnerReference()
                        .endMetadata()
                        .withNewSpecLike(job.getSpec().getTemplate().getSpec())
                        .endSpec()
                        .build())
                .create();
    }

    private void status(Pod pod, io.fabric8.kubernetes.api.model.PodStatus status) {
        pod.setStatus(status);
        client.resource(pod).patchStatus();
    }

    /** All pods of a run, as they are now. */
    java.util.List<Pod> pods(String run) {
        return client.pods()
                .inNamespace(namespace)
                .withLabel(RunId.RUN_LABEL, run)
                .list()
                .getItems();
    }
}
