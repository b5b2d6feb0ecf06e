package dev.throng.operator.loadtest.observe;

import dev.throng.operator.loadtest.RunId;
import dev.throng.runner.notify.Delivery;
import dev.throng.runner.notify.NoticeOrder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The Job that tells people how a run ended.
 *
 * @param over whether it has ended, well or not
 * @param failed why it gave up, in its own words
 * @param deliveries what its pod said; empty as long as it has not
 */
public record NoticeJobView(boolean over, Optional<String> failed, List<Delivery> deliveries) {
    static Optional<NoticeJobView> of(RunId run, Collection<Job> jobs, Collection<Pod> pods) {
        return jobs.stream()
                .filter(job -> job.getMetadata().getName().equals(run.notice()))
                .filter(job -> job.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> run.uid().equals(owner.getUid())))
                .findFirst()
                .map(job -> of(run, job, pods));
    }

    private static NoticeJobView of(RunId run, Job job, Collection<Pod> pods) {
        Optional<JobCondition> failed = condition(job, "Failed");
        return new NoticeJobView(
                failed.isPresent() || condition(job, "Complete").isPresent(),
                failed.map(JobCondition::getMessage),
                pods.stream()
                        .filter(pod -> isPart(pod, RunId.NOTICE) && run.id().equals(label(pod, RunId.RUN_LABEL)))
                        .map(NoticeJobView::said)
                        .filter(said -> !said.isEmpty())
                        .findFirst()
                        .orElse(List.of()));
    }

    /** Whether this is none of the objects that drive a run. */
    static boolean isNotice(HasMetadata object) {
        return isPart(object, RunId.NOTICE) || isPart(object, RunId.CALIBRATION);
    }

    static boolean isPart(HasMetadata object, String component) {
        return component.equals(label(object, RunId.COMPONENT_LABEL));
    }

    private static String label(HasMetadata object, String name) {
        return String.valueOf(object.getMetadata().getLabels().get(name));
    }

    static Optional<JobCondition> condition(Job job, String type) {
        return job.getStatus() == null
                ? Optional.empty()
                : job.getStatus().getConditions().stream()
                        .filter(one -> type.equals(one.getType()) && "True".equals(one.getStatus()))
                        .findFirst();
    }

    private static List<Delivery> said(Pod pod) {
        return pod.getStatus() == null
                ? List.of()
                : pod.getStatus().getContainerStatuses().stream()
                        .flatMap(status -> Optional.ofNullable(status.getState().getTerminated()).stream())
                        .flatMap(ended -> Optional.ofNullable(ended.getMessage()).stream())
                        .map(NoticeOrder::reported)
                        .findFirst()
                        .orElse(List.of());
    }
}
