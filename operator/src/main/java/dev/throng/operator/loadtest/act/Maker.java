package dev.throng.operator.loadtest.act;

import dev.throng.operator.loadtest.RunId;
import dev.throng.operator.loadtest.desired.Accepted;
import dev.throng.operator.loadtest.desired.RunObjects;
import dev.throng.operator.loadtest.desired.Runner;
import dev.throng.operator.loadtest.follow.Tokens;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a run's objects, ends its pods and removes what is left. Everything may be done twice. */
final class Maker {
    static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("throng-operator")
            .withForce(true)
            .build();

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final Runner runner;
    private final Tokens tokens;

    Maker(KubernetesClient client, Runner runner, Tokens tokens) {
        this.client = client;
        this.runner = runner;
        this.tokens = tokens;
    }

    /** In this order, so that nothing starts before what it needs. */
    void make(Accepted accepted) {
        RunObjects objects = new RunObjects(runner, accepted);
        ConfigMap plan = ground(objects, accepted);
        for (HasMetadata object : objects.others(plan)) {
            if (object instanceof Job job) {
                once(accepted.run(), job);
            } else {
                apply(object);
            }
        }
    }

    /** What finds out how many workers there are to be. */
    void calibrate(Accepted accepted) {
        RunObjects objects = new RunObjects(runner, accepted);
        once(accepted.run(), objects.calibration(ground(objects, accepted)));
    }

    private ConfigMap ground(RunObjects objects, Accepted accepted) {
        ConfigMap plan = apply(objects.plan());
        requireOurs(plan, accepted.run());
        create(objects.token(plan, tokens.of(accepted.run())));
        return plan;
    }

    /** More workers for a run under way; those that are there stay as they are. */
    void grow(Accepted accepted) {
        RunId run = accepted.run();
        ConfigMap plan = client.configMaps()
                .inNamespace(run.namespace())
                .withName(run.plan())
                .get();
        if (plan != null) {
            requireOurs(plan, run);
            new RunObjects(runner, accepted).workers(plan).forEach(worker -> once(run, worker));
        }
    }

    void tell(RunId run, Job noticeJob) {
        once(run, noticeJob);
    }

    /**
     * Once, whoever tries again: what the pods of a Job are like can't be changed, and an operator of another version or with other
     * defaults would have them otherwise.
     */
    private void once(RunId run, Job job) {
        try {
            client.resource(job).create();
        } catch (KubernetesClientException e) {
            if (!ApiErrors.exists(e)) {
                throw e;
            }
            listed(run, job.getMetadata().getName()).ifPresent(there -> requireOurs(there, run));
        }
    }

    /** Jobs may be listed, not read one by one. */
    private Optional<Job> listed(RunId run, String name) {
        return client
                .batch()
                .v1()
                .jobs()
                .inNamespace(run.namespace())
                .withField("metadata.name", name)
                .list()
                .getItems()
                .stream()
                .filter(job -> job.getMetadata().getName().equals(name))
                .findFirst();
    }

    private <T extends HasMetadata> T apply(T object) {
        return client.resource(object).patch(APPLY);
    }

    /** Not by applying: that would need the right to read Secrets. */
    private void create(Secret token) {
        try {
            client.resource(token).create();
        } catch (KubernetesClientException e) {
            if (!ApiErrors.exists(e)) {
                throw e;
            }
        }
    }

    /** What belonged to a deleted LoadTest of the same name goes away by itself, and the next try finds it gone. */
    private static void requireOurs(HasMetadata object, RunId run) {
        boolean ours = object.getMetadata().getDeletionTimestamp() == null
                && object.getMetadata().getOwnerReferences().stream()
                        .allMatch(owner -> owner.getUid().equals(run.uid()));
        if (!ours) {
            throw new LeftOverException(object.getKind() + " "
                    + object.getMetadata().getName() + " still belongs to an earlier LoadTest of this name");
        }
    }

    /** Ends the pods; what they wrote can still be read. */
    void end(RunId run) {
        for (Job job : jobs(run)) {
            try {
                client.resource(suspended(run, job.getMetadata().getName())).patch(MERGE);
            } catch (KubernetesClientException e) {
                if (!ApiErrors.absent(e)) {
                    throw e;
                }
            }
        }
    }

    private List<Job> jobs(RunId run) {
        return client.batch()
                .v1()
                .jobs()
                .inNamespace(run.namespace())
                .withLabels(Map.of(RunId.LOAD_TEST_LABEL, run.loadTest(), RunId.RUN_LABEL, run.id()))
                .withLabelNotIn(RunId.COMPONENT_LABEL, RunId.NOTICE)
                .list()
                .getItems();
    }

    /** As an object with nothing else in it: a patch by text would be read before it is written. */
    private static Job suspended(RunId run, String job) {
        return new JobBuilder()
                .withNewMetadata()
                .withName(job)
                .withNamespace(run.namespace())
                .endMetadata()
                .withNewSpec()
                .withSuspend(true)
                .endSpec()
                .build();
    }

    /** Everything but the report: all of it belongs to the plan's ConfigMap. */
    void remove(RunId run) {
        client.configMaps()
                .inNamespace(run.namespace())
                .withName(run.plan())
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }

    void removePod(String namespace, String name) {
        client.pods().inNamespace(namespace).withName(name).delete();
    }
}
