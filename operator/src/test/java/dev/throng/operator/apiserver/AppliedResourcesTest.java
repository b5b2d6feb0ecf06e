package dev.throng.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.LoadTestStatus;
import dev.throng.api.status.Phase;
import dev.throng.operator.loadtest.LoadTestResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the API server makes of a LoadTest that is right. */
@ExtendWith(ApiServer.class)
class AppliedResourcesTest {
    private static final String TEST = """
            apiVersion: throng.dev/v1
            kind: LoadTest
            metadata: {name: applied}
            spec:
              target: http://items:8000
              scenario:
                users:
                - name: Visitor
                  tasks: [{post: /items, json: {price: 1.5, tags: [a, null], deep: {er: true}}}]
              users: 10
              runTime: 1m
              pods: {workers: {spec: {nodeSelector: {load: "true"}}}}
            """;

    private final KubernetesClient client;

    AppliedResourcesTest(KubernetesClient client) {
        this.client = client;
    }

    @AfterEach
    void removeLoadTest() {
        client.resources(LoadTestResource.class)
                .inNamespace("default")
                .withName("applied")
                .delete();
    }

    @Test
    void isKeptAsItWasWrittenSoThatNothingDriftsFromAFile() {
        Map<String, Object> spec = apply("kubectl", TEST).get("spec");
        assertThat(Serialization.unmarshal(Serialization.asJson(spec), JsonNode.class))
                .isEqualTo(Serialization.unmarshal(TEST, JsonNode.class).get("spec"));
        String resourceVersion = get().getMetadata().getResourceVersion();
        apply("kubectl", TEST);
        assertThat(get().getMetadata().getResourceVersion()).isEqualTo(resourceVersion);
    }

    @Test
    void severalOwnersHaveTheirOwnUsersInOneList() {
        apply("kubectl", TEST);
        apply("team", """
                apiVersion: throng.dev/v1
                kind: LoadTest
                metadata: {name: applied}
                spec:
                  scenario:
                    users:
                    - {name: Editor, tasks: [{get: /drafts}]}
                """);
        assertThat(get().getSpec().scenario().users())
                .extracting(user -> user.name())
                .containsExactlyInAnyOrder("Visitor", "Editor");
    }

    @Test
    void theStatusIsTheOperatorsAndTheSpecTheUsers() {
        apply("kubectl", TEST + "status: {phase: Finished}\n");
        assertThat(get().getStatus()).isIn(null, LoadTestStatus.NONE);

        GenericKubernetesResource changed = Serialization.unmarshal(
                TEST.replace("users: 10", "users: 11") + "status: {phase: Running}\n", GenericKubernetesResource.class);
        changed.getMetadata().setResourceVersion(get().getMetadata().getResourceVersion());
        client.resource(changed).inNamespace("default").updateStatus();
        assertThat(get().getStatus().phase()).isEqualTo(Phase.Running);
        assertThat(get().getSpec().users()).isEqualTo(10);
    }

    @Test
    void kubectlShowsItsColumns() throws Exception {
        apply("kubectl", TEST);
        GenericKubernetesResource running = Serialization.unmarshal(TEST + """
                status:
                  phase: Running
                  display: {users: "200", rps: "1841", p95: 212ms, failed: 0.02%}
                """, GenericKubernetesResource.class);
        running.getMetadata().setResourceVersion(get().getMetadata().getResourceVersion());
        client.resource(running).inNamespace("default").updateStatus();

        JsonNode table = table("/apis/throng.dev/v1/namespaces/default/loadtests");
        assertThat(table.get("columnDefinitions")
                        .valueStream()
                        .filter(column -> column.get("priority").asInt() == 0)
                        .map(column -> column.get("name").asText()))
                .containsExactly("Name", "Phase", "Users", "RPS", "P95", "Failed", "Verdict", "Age");
        assertThat(table.get("rows").get(0).get("cells").valueStream().limit(7).map(JsonNode::asText))
                .containsExactly("applied", "Running", "200", "1841", "212ms", "0.02%", "null");
    }

    /** What {@code kubectl get} asks for. */
    private JsonNode table(String path) throws Exception {
        var http = client.getHttpClient();
        var request = http.newHttpRequestBuilder()
                .uri(client.getMasterUrl().toURI().resolve(path).toString())
                .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
                .build();
        String body = http.sendAsync(request, String.class).get().body();
        return Serialization.unmarshal(body, JsonNode.class);
    }

    private GenericKubernetesResource apply(String manager, String yaml) {
        PatchContext apply = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .build();
        return client.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .inNamespace("default")
                .patch(apply);
    }

    private LoadTestResource get() {
        return client.resources(LoadTestResource.class)
                .inNamespace("default")
                .withName("applied")
                .get();
    }
}
