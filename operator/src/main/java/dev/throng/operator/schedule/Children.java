package dev.throng.operator.schedule;

import dev.throng.api.LoadTestTemplate;
import dev.throng.api.LoadTestTemplate.TemplateMetadata;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.loadtest.RunId;
import dev.throng.operator.loadtest.act.ApiErrors;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A schedule's LoadTests. Each is named after the minute it was due, so that no time makes two. */
final class Children {
    /** On its LoadTests. */
    static final String SCHEDULE_LABEL = RunId.SCHEDULE_LABEL;

    private static final long MINUTE = 60;
    private static final ResourceDefinitionContext LOAD_TESTS =
            ResourceDefinitionContext.fromResourceType(LoadTestResource.class);
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;

    Children(KubernetesClient client) {
        this.client = client;
    }

    static Instant dueOf(LoadTestResource child) {
        String name = child.getMetadata().getName();
        String minute = name.substring(name.lastIndexOf('-') + 1);
        return minute.matches("[0-9]{1,10}")
                ? Instant.ofEpochSecond(Long.parseLong(minute) * MINUTE)
                : Instant.parse(child.getMetadata().getCreationTimestamp());
    }

    static String name(LoadTestScheduleResource schedule, Instant due) {
        return schedule.getMetadata().getName() + "-" + due.getEpochSecond() / MINUTE;
    }

    /** What the API server has against it; empty when it is there. */
    Optional<String> make(LoadTestScheduleResource schedule, Instant due) {
        try {
            client.resource(child(schedule, due)).create();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return e.getCode() == HttpURLConnection.HTTP_CONFLICT
                    ? Optional.empty()
                    : Optional.of(ApiErrors.of(e).orElseThrow(() -> e).message());
        }
    }

    private static LoadTestResource child(LoadTestScheduleResource schedule, Instant due) {
        LoadTestTemplate template = Objects.requireNonNull(schedule.getSpec().loadTestTemplate());
        Optional<TemplateMetadata> metadata = Optional.ofNullable(template.metadata());
        LoadTestResource child = new LoadTestResource();
        child.setMetadata(new ObjectMetaBuilder()
                .withName(name(schedule, due))
                .withNamespace(schedule.getMetadata().getNamespace())
                .withLabels(metadata.map(TemplateMetadata::labels).orElse(Map.of()))
                .addToLabels(SCHEDULE_LABEL, schedule.getMetadata().getName())
                .withAnnotations(metadata.map(TemplateMetadata::annotations).orElse(Map.of()))
                .addNewOwnerReference()
                .withApiVersion(schedule.getApiVersion())
                .withKind(schedule.getKind())
                .withName(schedule.getMetadata().getName())
                .withUid(schedule.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .build());
        child.setSpec(Objects.requireNonNull(template.spec()));
        return child;
    }

    /** As an object with nothing else in it: a patch by text would be read before it is written. */
    void abort(LoadTestScheduleResource schedule, String name) {
        GenericKubernetesResource aborted = new GenericKubernetesResourceBuilder()
                .withApiVersion(schedule.getApiVersion())
                .withKind("LoadTest")
                .withNewMetadata()
                .withName(name)
                .withNamespace(schedule.getMetadata().getNamespace())
                .endMetadata()
                .addToAdditionalProperties("spec", Map.of("abort", true))
                .build();
        client.genericKubernetesResources(LOAD_TESTS)
                .inNamespace(schedule.getMetadata().getNamespace())
                .resource(aborted)
                .patch(MERGE);
    }

    void remove(LoadTestScheduleResource schedule, String name) {
        client.resources(LoadTestResource.class)
                .inNamespace(schedule.getMetadata().getNamespace())
                .withName(name)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }
}
