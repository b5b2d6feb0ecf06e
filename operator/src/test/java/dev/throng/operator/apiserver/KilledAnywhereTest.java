package dev.throng.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.LoadTestStatus;
import dev.throng.api.status.NoticeState;
import dev.throng.api.status.NoticeStatus;
import dev.throng.api.status.Phase;
import dev.throng.api.status.ResultStatus;
import dev.throng.api.status.Verdict;
import dev.throng.operator.loadtest.LoadTestParts;
import dev.throng.operator.loadtest.LoadTestReconciler;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.loadtest.desired.Runner;
import dev.throng.operator.loadtest.follow.Ending;
import dev.throng.operator.loadtest.follow.FakeMasters;
import dev.throng.operator.loadtest.follow.FinalReport;
import dev.throng.operator.loadtest.follow.Progress.State;
import dev.throng.operator.loadtest.follow.Tokens;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operator is killed before its first call to the API server, before its second, before each one of a run's life. */
@ExtendWith(ApiServer.class)
class KilledAnywhereTest {
    private static final int MOST_STEPS = 40;
    private static final PatchContext STATUS = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("throng-operator")
            .withForce(true)
            .build();

    private final KubernetesClient client;

    KilledAnywhereTest(KubernetesClient client) {
        this.client = client;
    }

    @Test
    void thereIsOneRunAndItsObjectsOnceWhereverTheOperatorIsKilled() {
        Life whole = new Life("killed-never");
        assertThat(whole.goesOn(Integer.MAX_VALUE)).as(whole::toString).isTrue();
        int calls = 0;
        Life life;
        do {
            life = new Life("killed-before-" + ++calls);
            if (!life.goesOn(calls - 1)) {
                assertThat(life.goesOn(Integer.MAX_VALUE)).as(life::toString).isTrue();
            } else {
                break;
            }
            assertThat(life.objects()).as(life.namespace).isEqualTo(whole.objects());
            assertThat(life.events()).as(life.namespace).containsExactlyInAnyOrderElementsOf(whole.events());
            assertThat(life.status().runId()).isEqualTo("items-1");
            assertThat(life.status().history()).isNull();
        } while (calls < 100);
        assertThat(calls).as("calls of a life").isBetween(15, 60);
    }

    /** A LoadTest in a namespace of its own, whose pods and master are played, with one operator after another. */
    private final class Life {
        final String namespace;
        private final FakeMasters masters = new FakeMasters();
        private final Kubelet kubelet;

        Life(String namespace) {
            this.namespace = namespace;
            this.kubelet = new Kubelet(client, namespace);
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .create();
            LoadTestResource items = Serialization.unmarshal("""
                    apiVersion: throng.dev/v1
                    kind: LoadTest
                    metadata: {name: items}
                    spec:
                      target: http://items:8000
                      scenario: {users: [{name: Visitor, tasks: [{get: /items}]}]}
                      users: 10
                      runTime: 1m
                      workers: 1
                      notify: [{name: chat, urlFrom: {secretKeyRef: {name: chat, key: url}}}]
                    """, LoadTestResource.class);
            items.getMetadata().setNamespace(namespace);
            client.resource(items).create();
        }

        /** Whether an operator with so many calls to live brings the run to its end. */
        boolean goesOn(int calls) {
            Mortal mortal = new Mortal(calls);
            try (KubernetesClient own = operator(mortal)) {
                LoadTestReconciler reconciler = reconciler(own, masters);
                for (int step = 0; step < MOST_STEPS && !mortal.isDead() && !isOver(); step++) {
                    play();
                    try {
                        step(reconciler, own);
                    } catch (RuntimeException e) {
                        assertThat(mortal.isDead()).as(e::toString).isTrue();
                    }
                }
                return isOver() && !mortal.isDead();
            }
        }

        @Override
        public String toString() {
            return namespace + ": " + status();
        }

        private boolean isOver() {
            return status().phase() == Phase.Finished
                    && masters.isReleased("items-1")
                    && status().notices()
                            .equals(List.of(new NoticeStatus("chat", NoticeState.Sent, "it answered 200")));
        }

        private void play() {
            if (jobs().size() == 2 && pods().isEmpty()) {
                kubelet.run("items-1-master", "10.0.0.1");
                masters.say("items-1", FakeMasters.progress(State.RUNNING, 1));
            }
            if (jobs().size() == 3 && pods().size() == 1) {
                kubelet.end("items-1-notice", 0, """
                        [{"name":"chat","sent":true,"message":"it answered 200"}]""");
            }
            if (status().phase() == Phase.Running) {
                masters.end("items-1", finale());
            }
        }

        private void step(LoadTestReconciler reconciler, KubernetesClient own) {
            LoadTestResource loadTest = loadTest();
            UpdateControl<LoadTestResource> control = reconciler.reconcile(loadTest, context(loadTest));
            control.getResource()
                    .ifPresent(
                            answer -> own.resource(answer).subresource("status").patch(STATUS));
        }

        @SuppressWarnings("unchecked")
        private Context<LoadTestResource> context(LoadTestResource loadTest) {
            Object cache = Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {IndexedResourceCache.class},
                    (_, _, _) -> Optional.of(loadTest));
            return (Context<LoadTestResource>) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Context.class},
                    (_, method, arguments) -> switch (method.getName()) {
                        case "getSecondaryResources" ->
                            arguments[0] == Job.class ? Set.copyOf(jobs()) : Set.copyOf(pods());
                        case "getPrimaryCache" -> cache;
                        default -> throw new UnsupportedOperationException(method.getName());
                    });
        }

        private List<Job> jobs() {
            return client.batch().v1().jobs().inNamespace(namespace).list().getItems();
        }

        private List<Pod> pods() {
            return client.pods().inNamespace(namespace).list().getItems();
        }

        private LoadTestResource loadTest() {
            return client.resources(LoadTestResource.class)
                    .inNamespace(namespace)
                    .withName("items")
                    .require();
        }

        LoadTestStatus status() {
            return Optional.ofNullable(loadTest().getStatus()).orElse(LoadTestStatus.NONE);
        }

        /** Kinds and names of everything but the played pods. */
        List<String> objects() {
            return Stream.of(
                            jobs(),
                            client.configMaps()
                                    .inNamespace(namespace)
                                    .withLabel("throng.dev/run")
                                    .list()
                                    .getItems(),
                            client.services().inNamespace(namespace).list().getItems(),
                            client.network()
                                    .v1()
                                    .networkPolicies()
                                    .inNamespace(namespace)
                                    .list()
                                    .getItems())
                    .flatMap(List::stream)
                    .map((HasMetadata object) ->
                            object.getKind() + "/" + object.getMetadata().getName())
                    .sorted()
                    .toList();
        }

        List<String> events() {
            return client.v1().events().inNamespace(namespace).list().getItems().stream()
                    .map(Event::getReason)
                    .toList();
        }
    }

    private KubernetesClient operator(Mortal mortal) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(client.getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("mortal", mortal))
                .build();
    }

    private static LoadTestReconciler reconciler(KubernetesClient own, FakeMasters masters) {
        return new LoadTestReconciler(LoadTestParts.of(
                own,
                new Runner(
                        "throng/runner:0.1.0",
                        "",
                        "throng-system",
                        true,
                        new ResourceRequirements(),
                        new ResourceRequirements()),
                new Tokens(() -> new byte[32]),
                masters,
                Clock.systemUTC(),
                new SimpleMeterRegistry(),
                Duration.ofMillis(100)));
    }

    private static FinalReport finale() {
        ResultStatus result = new ResultStatus(
                1_804L,
                2L,
                0L,
                0.001,
                180.4,
                3.0,
                20.0,
                12.5,
                100.0,
                212.0,
                480.0,
                500.0,
                512.0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Verdict.Passed,
                null,
                null,
                null,
                null,
                null);
        return new FinalReport(
                new Ending(
                        Ending.Reason.Passed,
                        "all thresholds hold",
                        Instant.parse("2026-05-01T12:00:00Z"),
                        Instant.now(),
                        result,
                        20,
                        0,
                        false,
                        0,
                        List.of()),
                new byte[] {1, 2, 3});
    }
}
