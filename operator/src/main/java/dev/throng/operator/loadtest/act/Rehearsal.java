package dev.throng.operator.loadtest.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.throng.api.Problem;
import dev.throng.api.pods.PodsSpec;
import dev.throng.operator.loadtest.desired.Accepted;
import dev.throng.operator.loadtest.desired.MalformedTemplateException;
import dev.throng.operator.loadtest.desired.RunObjects;
import dev.throng.operator.loadtest.desired.Runner;
import dev.throng.operator.loadtest.observe.Trouble;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks the API server what it would say against a run's Jobs, without making them: it alone knows what a pod template may
 * hold. Only where a LoadTest brings a template of its own.
 */
public final class Rehearsal {
    private static final String NO_UID = "00000000-0000-0000-0000-000000000000";

    private final KubernetesClient client;
    private final Runner runner;

    public Rehearsal(KubernetesClient client, Runner runner) {
        this.client = client;
        this.runner = runner;
    }

    /** What is wrong with the pods; empty when nothing is. */
    public List<Problem> problems(Accepted accepted) {
        PodsSpec pods = accepted.spec().pods();
        if (pods == null || (pods.master() == null && pods.workers() == null)) {
            return List.of();
        }
        List<Problem> strangers = Stream.concat(
                        about("master", pods).strangers().stream(), about("workers", pods).strangers().stream())
                .toList();
        if (!strangers.isEmpty()) {
            return strangers;
        }
        try {
            return jobs(accepted)
                    .flatMap(job -> objections(accepted, pods, job).stream())
                    .toList();
        } catch (MalformedTemplateException e) {
            return List.of(new Problem("spec.pods." + e.field(), String.valueOf(e.getMessage())));
        }
    }

    private static PodProblems about(String field, PodsSpec pods) {
        JsonNode overlay = field.equals("master") ? pods.master() : pods.workers();
        return new PodProblems(field, overlay == null ? MissingNode.getInstance() : overlay);
    }

    private Stream<Job> jobs(Accepted accepted) {
        RunObjects objects = new RunObjects(runner, accepted);
        ConfigMap plan = objects.plan();
        plan.getMetadata().setUid(NO_UID);
        return objects.samples(plan).stream();
    }

    /** A quota is none: what it forbids now it may allow in time. */
    private List<Problem> objections(Accepted accepted, PodsSpec pods, Job job) {
        try {
            client.resource(job).dryRun().fieldValidation(Validation.STRICT).create();
            return List.of();
        } catch (KubernetesClientException e) {
            boolean master = job.getMetadata().getName().equals(accepted.run().master());
            return ApiErrors.of(e)
                    .filter(trouble -> trouble.reason() != Trouble.Reason.QuotaExceeded)
                    .map(trouble -> about(master ? "master" : "workers", pods)
                            .of(e, job.getSpec().getTemplate(), trouble.message()))
                    .orElse(List.of());
        }
    }
}
