package dev.throng.operator.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.schedule.LoadTestScheduleResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Resources that differ from a base in what their case is about, from a file with {@code base} and {@code cases}. */
record Cases(JsonNode base, JsonNode cases) {
    static Cases read(String resource) {
        try (var in = Objects.requireNonNull(Cases.class.getResourceAsStream(resource))) {
            JsonNode file = Serialization.unmarshal(in, JsonNode.class);
            return new Cases(file.get("base"), file.get("cases"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<JsonNode> stream() {
        return StreamSupport.stream(cases.spliterator(), false);
    }

    /** The base with the changes of a JSON merge patch, RFC 7396. */
    ObjectNode with(JsonNode patch) {
        ObjectNode resource = base.deepCopy();
        merge(resource, patch);
        return resource;
    }

    /** What the API server says to it, as a refusal if it does; nothing is kept. */
    static void create(JsonNode resource, String namespace, KubernetesClient client) {
        boolean schedule = resource.get("kind").asText().equals("LoadTestSchedule");
        // Untyped, so that the client does not mend what is wrong.
        client.genericKubernetesResources(ResourceDefinitionContext.fromResourceType(
                        schedule ? LoadTestScheduleResource.class : LoadTestResource.class))
                .inNamespace(namespace)
                .resource(Serialization.unmarshal(resource.toString(), GenericKubernetesResource.class))
                .dryRun()
                .fieldValidation(Validation.STRICT)
                .create();
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        for (var change : patch.properties()) {
            if (change.getValue().isNull()) {
                target.remove(change.getKey());
            } else if (change.getValue().isObject()) {
                merge(target.withObjectProperty(change.getKey()), change.getValue());
            } else {
                target.set(change.getKey(), change.getValue());
            }
        }
    }
}
