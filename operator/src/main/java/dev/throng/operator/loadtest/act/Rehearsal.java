package dev.throng.operator.loadtest.act;

import dev.throng.api.PodsSpec;
import dev.throng.api.Problem;
import dev.throng.operator.loadtest.desired.Accepted;
import dev.throng.operator.loadtest.desired.MalformedTemplateException;
import dev.throng.operator.loadtest.desired.RunObjects;
import dev.throng.operator.loadtest.desired.Runner;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.util.List;
import java.util.Optional;
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
        try {
            return jobs(accepted)
                    .flatMap(job -> objection(accepted, job).stream())
                    .toList();
        } catch (MalformedTemplateException e) {
            return List.of(new Problem("spec.pods." + e.field(), String.valueOf(e.getMessage())));
        }
    }

    private Stream<Job> jobs(Accepted accepted) {
        RunObjects objects = new RunObjects(runner, accepted);
        ConfigMap plan = objects.plan();
        plan.getMetadata().setUid(NO_UID);
        return objects.samples(plan).stream();
    }

    private Optional<Problem> objection(Accepted accepted, Job job) {
        try {
            client.resource(job).dryRun().fieldValidation(Validation.STRICT).create();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            boolean master = job.getMetadata().getName().equals(accepted.run().master());
            return Objections.of(e)
                    .map(trouble -> new Problem("spec.pods." + (master ? "master" : "workers"), trouble.message()));
        }
    }
}
