package dev.throng.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.operator.loadtest.LoadTestResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong is refused at {@code kubectl apply}, with words that tell what to mend. */
@ExtendWith(ApiServer.class)
class RefusedResourcesTest {
    /** Untyped, so that the client does not mend what is wrong. */
    private static final ResourceDefinitionContext LOAD_TESTS =
            ResourceDefinitionContext.fromResourceType(LoadTestResource.class);

    record Wrong(String says, GenericKubernetesResource resource) {
        @Override
        public String toString() {
            return says;
        }
    }

    @ParameterizedTest
    @MethodSource
    void isRefusedWithTheRightWords(Wrong wrong, KubernetesClient client) {
        var refusal = catchThrowableOfType(
                KubernetesClientException.class,
                () -> client.genericKubernetesResources(LOAD_TESTS)
                        .inNamespace("default")
                        .resource(wrong.resource())
                        .dryRun()
                        .fieldValidation(Validation.STRICT)
                        .create());
        assertThat(refusal).as("accepted: %s", wrong.resource()).isNotNull();
        assertThat(refusal).hasMessageContaining(wrong.says());
        assertThat(refusal.getCode()).isIn(400, 422);
    }

    static Stream<Wrong> isRefusedWithTheRightWords() {
        JsonNode file = read("/apiserver/refused.yaml");
        return StreamSupport.stream(file.get("cases").spliterator(), false)
                .map(item -> new Wrong(item.get("says").asText(), laidOver(file.get("base"), item.get("with"))));
    }

    private static JsonNode read(String resource) {
        try (var in = Objects.requireNonNull(RefusedResourcesTest.class.getResourceAsStream(resource))) {
            return Serialization.unmarshal(in, JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GenericKubernetesResource laidOver(JsonNode base, JsonNode patch) {
        ObjectNode resource = base.deepCopy();
        merge(resource, patch);
        return Serialization.unmarshal(resource.toString(), GenericKubernetesResource.class);
    }

    /** JSON merge patch, RFC 7396. */
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
