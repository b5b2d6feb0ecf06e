package dev.throng.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.api.LoadTestSpec;
import dev.throng.operator.loadtest.LoadTestResource;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchResourcesBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample policy that caps LoadTests, under the sample limits of a namespace. */
@ExtendWith(ApiServer.class)
class LimitedResourcesTest {
    private static final Path FOLDER = Path.of("..", "k8s", "policies");
    private static final String NAMESPACE = "limited";
    private static final String NEEDED = "namespace-needs-the-configmap-throng-limits";
    private static final Cases CASES = Cases.read("/apiserver/limited.yaml");

    @BeforeAll
    static void limit(KubernetesClient client) throws IOException {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        client.resource(Files.readString(FOLDER.resolve("shop.yaml")))
                .inNamespace(NAMESPACE)
                .create();
        // The other tests share the API server, so here the policy holds in one namespace.
        client.load(Files.newInputStream(FOLDER.resolve("limits.yaml"))).items().forEach(item -> {
            if (item instanceof ValidatingAdmissionPolicyBinding binding) {
                binding.getSpec()
                        .setMatchResources(
                                new MatchResourcesBuilder(binding.getSpec().getMatchResources())
                                        .withNamespaceSelector(new LabelSelectorBuilder()
                                                .addToMatchLabels("kubernetes.io/metadata.name", NAMESPACE)
                                                .build())
                                        .build());
            }
            client.resource(item).create();
        });
        Awaitility.await("the policy holds")
                .untilAsserted(() -> assertThatThrownBy(() -> Cases.create(
                                CASES.with(Serialization.unmarshal("spec: {users: 501}", JsonNode.class)),
                                NAMESPACE,
                                client))
                        .hasMessageContaining("throng-limits"));
    }

    @AfterAll
    static void lift(KubernetesClient client) {
        for (String binding : List.of("throng-limits", NEEDED)) {
            client.resources(ValidatingAdmissionPolicyBinding.class)
                    .withName(binding)
                    .delete();
        }
        client.resources(ValidatingAdmissionPolicy.class)
                .withName("throng-limits")
                .delete();
    }

    record Case(ObjectNode resource, String says) {
        @Override
        public String toString() {
            return says.isEmpty() ? "allowed: " + resource.get("spec") : says;
        }
    }

    @ParameterizedTest
    @MethodSource
    void isHeldToItsNamespacesLimits(Case each, KubernetesClient client) {
        if (each.says().isEmpty()) {
            assertThatCode(() -> Cases.create(each.resource(), NAMESPACE, client))
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> Cases.create(each.resource(), NAMESPACE, client))
                    .hasMessageContaining(each.says());
        }
    }

    static Stream<Case> isHeldToItsNamespacesLimits() {
        return CASES.stream()
                .map(item -> new Case(
                        item.has("schedule") ? schedule(item.get("schedule")) : CASES.with(item.get("with")),
                        item.path("says").asText()));
    }

    @Test
    void withoutLimitsNothingMayBeCreatedButWhatIsThereCanBeAborted(KubernetesClient client) {
        var limits = client.configMaps().inNamespace(NAMESPACE).withName("throng-limits");
        var kept = limits.get();
        LoadTestResource running = Serialization.unmarshal(CASES.with(empty()).toString(), LoadTestResource.class);
        running.getMetadata().setName("running");
        running.getMetadata().setNamespace(NAMESPACE);
        client.resource(running).create();
        limits.delete();
        Awaitility.await("no limits")
                .untilAsserted(() -> assertThatThrownBy(() -> Cases.create(CASES.with(empty()), NAMESPACE, client))
                        .hasMessageContaining(NEEDED)
                        .hasMessageContaining("no params found"));
        running.setSpec(aborted(running.getSpec()));
        assertThatCode(() -> client.resource(running).inNamespace(NAMESPACE).update())
                .doesNotThrowAnyException();
        kept.getMetadata().setResourceVersion(null);
        client.resource(kept).create();
        Awaitility.await("the limits again")
                .untilAsserted(() -> assertThatCode(() -> Cases.create(CASES.with(empty()), NAMESPACE, client))
                        .doesNotThrowAnyException());
    }

    private static LoadTestSpec aborted(LoadTestSpec spec) {
        ObjectNode json = Serialization.unmarshal(Serialization.asJson(spec), ObjectNode.class);
        return Serialization.unmarshal(json.put("abort", true).toString(), LoadTestSpec.class);
    }

    private static ObjectNode schedule(JsonNode change) {
        ObjectNode test = CASES.with(JsonNodeFactory.instance.objectNode().set("spec", change));
        ObjectNode schedule = test.deepCopy().put("kind", "LoadTestSchedule");
        ObjectNode spec = schedule.putObject("spec").put("schedule", "@daily");
        spec.putObject("loadTestTemplate").set("spec", test.get("spec"));
        return schedule;
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
