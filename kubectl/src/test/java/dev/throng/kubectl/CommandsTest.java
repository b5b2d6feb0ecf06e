package dev.throng.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.throng.api.status.ConditionStatus;
import dev.throng.kubectl.cluster.LoadTest;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Whole command lines against an API server that keeps what it is given. */
@EnableKubernetesMockClient(crud = true, https = false)
class CommandsTest {
    private static final ResourceDefinitionContext LOAD_TESTS = new ResourceDefinitionContext.Builder()
            .withGroup("throng.dev")
            .withVersion("v1")
            .withKind("LoadTest")
            .withPlural("loadtests")
            .withNamespaced(true)
            .build();

    @SuppressWarnings("NullAway.Init") // set by the extension
    static KubernetesMockServer server;

    @SuppressWarnings("NullAway.Init") // set by the extension
    static KubernetesClient client;

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void kubeconfig() throws IOException {
        Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: here
                clusters: [{name: c, cluster: {server: "%s"}}]
                users: [{name: u, user: {token: t}}]
                contexts: [{name: here, context: {cluster: c, user: u, namespace: shop}}]
                """.formatted(
                        client.getConfiguration().getMasterUrl()));
    }

    private int run(String... args) {
        String[] whole = new String[args.length + 2];
        System.arraycopy(args, 0, whole, 0, args.length);
        whole[args.length] = "--kubeconfig";
        whole[args.length + 1] = folder.resolve("config").toString();
        CommandLine command =
                KubectlCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(whole);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static GenericKubernetesResource kept(String name) {
        return client.genericKubernetesResources(LOAD_TESTS)
                .inNamespace("shop")
                .withName(name)
                .get();
    }

    private static Map<?, ?> spec(String name) {
        return (Map<?, ?>) kept(name).getAdditionalProperties().get("spec");
    }

    private static void status(String name, Map<String, Object> status) {
        GenericKubernetesResource resource = kept(name);
        resource.setAdditionalProperty("status", status);
        client.genericKubernetesResources(LOAD_TESTS)
                .inNamespace("shop")
                .resource(resource)
                .update();
    }

    private static final String TEST = """
            apiVersion: throng.dev/v1
            kind: LoadTest
            metadata: {name: items, labels: {team: shop}}
            spec:
              target: http://items:8000
              scenario: {users: [{name: User, tasks: [{get: /items}]}]}
              stages: [{duration: 1m, users: 10}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: items}
            spec: {ports: [{port: 8000}]}
            """;

    @Test
    void runsTheOneLoadTestOfAFileWithTheLoadOfTheCommandLine() throws IOException {
        assertThat(run("run", file("items.yaml", TEST), "--no-follow", "-u", "5", "-t", "30s"))
                .as(err.toString())
                .isZero();
        assertThat(spec("items"))
                .isEqualTo(Map.of(
                        "target",
                        "http://items:8000",
                        "scenario",
                        Map.of("users", List.of(Map.of("name", "User", "tasks", List.of(Map.of("get", "/items"))))),
                        "users",
                        5,
                        "runTime",
                        "30s"));
        assertThat(client.services().inNamespace("shop").list().getItems()).isEmpty();
    }

    @Test
    void runsOnceMoreWhatIsThereAndLeavesNothingOfTheEarlierSpec() throws IOException {
        String file = file("items.yaml", TEST.replace("name: items, ", "name: again, "));
        run("run", file, "--no-follow", "--rate", "10/s", "-t", "10s");
        assertThat(run("run", file, "--no-follow")).as(err.toString()).isZero();
        assertThat(spec("again").keySet())
                .extracting(Object::toString)
                .doesNotContain("rate", "runTime")
                .contains("stages", "rerun");
    }

    @Test
    void refusesToRunBesideARunUnderWay() throws IOException {
        String file = file("items.yaml", TEST.replace("name: items, ", "name: busy, "));
        run("run", file, "--no-follow");
        status("busy", Map.of("phase", "Running", "runId", "busy-1"));
        assertThat(run("run", file, "--no-follow")).isEqualTo(2);
        assertThat(err.toString()).contains("busy is under way (run busy-1)", "kubectl throng abort busy");
    }

    @Test
    void makesAConfigMapOfCodeThatBelongsToTheLoadTest() throws IOException {
        String file = file("ApiUser.java", "class ApiUser extends dev.throng.scenario.HttpUser {}");
        assertThat(run("run", file, "--no-follow", "-H", "http://items:8000", "-u", "2", "-t", "5s"))
                .as(err.toString())
                .isZero();
        assertThat(spec("api-user").get("scenario")).isEqualTo(Map.of("java", Map.of("configMap", "api-user-code")));
        var code = client.configMaps()
                .inNamespace("shop")
                .withName("api-user-code")
                .get();
        assertThat(code.getData()).containsOnlyKeys("ApiUser.java");
        assertThat(code.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getUid())
                        .isEqualTo(kept("api-user").getMetadata().getUid()));
    }

    @Test
    void touchesNoConfigMapThatIsNotItsOwn() throws IOException {
        client.configMaps()
                .inNamespace("shop")
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("other-user-code")
                        .endMetadata()
                        .addToData("mine", "yes")
                        .build())
                .create();
        String file = file("OtherUser.java", "class OtherUser extends dev.throng.scenario.HttpUser {}");
        assertThat(run("run", file, "--no-follow", "-H", "http://x", "-u", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("ConfigMap other-user-code is there and not of this LoadTest");
        assertThat(client.configMaps()
                        .inNamespace("shop")
                        .withName("other-user-code")
                        .get()
                        .getData())
                .containsOnlyKeys("mine");
    }

    @Test
    void showsMistakesWithTheirPlaceBeforeAnythingIsSent() throws IOException {
        String file =
                file("bad.yaml", TEST.replace("name: items, ", "name: bad, ").replace("tasks:", "task:"));
        assertThat(run("run", file, "--no-follow")).isEqualTo(2);
        assertThat(err.toString()).contains("bad.yaml:6:").contains("tasks");
        assertThat(kept("bad")).isNull();
    }

    @Test
    void refusesAContextAndAFileThatAreNotThere() {
        assertThat(run("top", "--context", "nope")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no context 'nope'; there is here");
    }

    @Test
    void namesWhatIsThereWhenANameIsWrong() throws IOException {
        run("run", file("items.yaml", TEST.replace("name: items, ", "name: named, ")), "--no-follow");
        for (String[] command : List.<String[]>of(
                new String[] {"abort", "nmed"},
                new String[] {"rerun", "nmed"},
                new String[] {"history", "nmed"},
                new String[] {"logs", "nmed"},
                new String[] {"open", "nmed"},
                new String[] {"report", "nmed"})) {
            assertThat(run(command)).as(String.join(" ", command)).isEqualTo(2);
            assertThat(err.toString()).contains("there is no LoadTest 'nmed' in namespace shop; there is", "named");
            err.getBuffer().setLength(0);
        }
    }

    @Test
    void abortsOnlyWhatIsUnderWay() throws IOException {
        run("run", file("items.yaml", TEST.replace("name: items, ", "name: ended, ")), "--no-follow");
        status("ended", Map.of("phase", "Finished"));
        assertThat(run("abort", "ended")).isEqualTo(2);
        assertThat(err.toString()).contains("ended is not under way: it is Finished");
        status("ended", Map.of("phase", "Running", "runId", "ended-2"));
        assertThat(run("abort", "ended")).as(err.toString()).isZero();
        assertThat(spec("ended").get("abort")).isEqualTo(true);
    }

    @Test
    void aRerunOfWhatWasAbortedIsNotAborted() throws IOException {
        run("run", file("items.yaml", TEST.replace("name: items, ", "name: stopped, ")), "--no-follow");
        status("stopped", Map.of("phase", "Running", "runId", "stopped-1"));
        run("abort", "stopped");
        status("stopped", Map.of("phase", "Finished", "runId", "stopped-1"));
        assertThat(run("rerun", "stopped", "--no-follow")).as(err.toString()).isZero();
        assertThat(spec("stopped").get("abort")).isEqualTo(false);
        assertThat(spec("stopped").get("rerun")).isNotNull();
    }

    @Test
    void listsRunsTheLatestFirst() throws IOException {
        run("run", file("items.yaml", TEST.replace("name: items, ", "name: often, ")), "--no-follow");
        status(
                "often",
                Map.of(
                        "runId", "often-2",
                        "phase", "Finished",
                        "conditions", List.of(Map.of("type", "Finished", "status", "True", "reason", "Passed")),
                        "result", Map.of("requests", 12345, "p95", 61.2, "failureRate", 0.001),
                        "history", List.of(Map.of("runId", "often-1", "reason", "ThresholdsFailed", "requests", 7))));
        out.getBuffer().setLength(0);
        assertThat(run("history", "often")).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("RUN"),
                        latest ->
                                assertThat(latest).startsWith("often-2").contains("Passed", "12,345", "61ms", "0.10%"),
                        before -> assertThat(before).startsWith("often-1").contains("ThresholdsFailed"));
        assertThat(LoadTest.of(kept("often")).is("Finished", ConditionStatus.True))
                .isTrue();
    }

    private void keptBy(String manager, String name, String... fields) {
        GenericKubernetesResource resource = kept(name);
        Map<String, Object> held = new HashMap<>();
        List.of(fields).forEach(field -> held.put("f:" + field, Map.of()));
        FieldsV1 fieldsV1 = new FieldsV1();
        fieldsV1.setAdditionalProperty("f:spec", held);
        ManagedFieldsEntry entry = new ManagedFieldsEntry();
        entry.setManager(manager);
        entry.setOperation("Apply");
        entry.setFieldsV1(fieldsV1);
        resource.getMetadata().setManagedFields(List.of(entry));
        client.genericKubernetesResources(LOAD_TESTS)
                .inNamespace("shop")
                .resource(resource)
                .update();
    }

    @Test
    void leavesToAnotherToolWhatItKeeps() throws IOException {
        String file = file("items.yaml", TEST.replace("name: items, ", "name: synced, "));
        run("run", file, "--no-follow");
        keptBy("argocd-controller", "synced", "target", "stages", "scenario");
        assertThat(run("run", file, "--no-follow", "-u", "7")).isEqualTo(2);
        assertThat(err.toString())
                .contains("spec.stages of synced is kept by argocd-controller", "--name", "--force-conflicts");
        assertThat(spec("synced").keySet()).extracting(Object::toString).doesNotContain("users");

        assertThat(run("run", file, "--no-follow")).as("nothing of it changes").isZero();
        assertThat(run("rerun", "synced", "--no-follow")).as(err.toString()).isZero();
        assertThat(run("run", file, "--no-follow", "-u", "7", "--force-conflicts"))
                .as(err.toString())
                .isZero();
        assertThat(spec("synced").get("users")).isEqualTo(7);
    }

    @Test
    void doesNotStartARunThatTheNextSyncWouldStartAgain() throws IOException {
        run("run", file("items.yaml", TEST.replace("name: items, ", "name: pinned, ")), "--no-follow");
        keptBy("kustomize-controller", "pinned", "rerun");
        assertThat(run("rerun", "pinned", "--no-follow")).isEqualTo(2);
        assertThat(err.toString()).contains("spec.rerun of pinned is kept by kustomize-controller");
    }

    @Test
    void replacesWhatAPersonHasApplied() throws IOException {
        String file = file("items.yaml", TEST.replace("name: items, ", "name: applied, "));
        run("run", file, "--no-follow");
        keptBy("kubectl-client-side-apply", "applied", "target", "stages", "scenario");
        assertThat(run("run", file, "--no-follow", "-u", "7"))
                .as(err.toString())
                .isZero();
    }

    @Test
    void saysThatThereIsNoOperatorWhereNobodyKnowsTheKind() throws IOException {
        HttpServer bare = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bare.createContext("/", exchange -> {
            byte[] body = "404 page not found\n".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        bare.start();
        try {
            at("http://127.0.0.1:" + bare.getAddress().getPort());
            String file = file("items.yaml", TEST);
            for (String[] command : List.<String[]>of(
                    new String[] {"run", file, "--no-follow"},
                    new String[] {"top", "--once"},
                    new String[] {"schedule", "run", "nightly"})) {
                err.getBuffer().setLength(0);
                assertThat(run(command)).as(String.join(" ", command)).isEqualTo(3);
                assertThat(err.toString()).contains("this cluster does not know LoadTests: install the operator first");
            }
        } finally {
            bare.stop(0);
        }
    }

    private void at(String server) throws IOException {
        Path kubeconfig = folder.resolve("config");
        Files.writeString(
                kubeconfig,
                Files.readString(kubeconfig).replaceFirst("server: \"[^\"]*\"", "server: \"" + server + "\""));
    }

    @Test
    void saysThatNobodyListensWhereTheClusterWas() throws IOException {
        at("http://127.0.0.1:1");
        assertThat(run("top", "--once")).isEqualTo(3);
        assertThat(err.toString()).contains("the cluster can't be reached: nobody listens there");
    }
}
