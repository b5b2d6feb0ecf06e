package dev.throng.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.LoadTestStatus;
import dev.throng.api.status.Condition;
import dev.throng.api.status.ConditionStatus;
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
import dev.throng.operator.loadtest.follow.Progress;
import dev.throng.operator.loadtest.follow.Progress.State;
import dev.throng.operator.loadtest.follow.Tokens;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.ResourceQuotaStatusBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of a LoadTest on a real API server; pods and masters are played. */
@ExtendWith(ApiServer.class)
class LoadTestLifeTest {
    private static int tests;

    private final KubernetesClient client;
    private final String namespace = "life-" + ++tests;
    private final FakeMasters masters = new FakeMasters();
    private final Kubelet kubelet;
    private Operator operator;

    LoadTestLifeTest(KubernetesClient client) {
        this.client = client;
        this.kubelet = new Kubelet(client, namespace);
        this.operator = operator();
    }

    @BeforeEach
    void startOperator() {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        operator.start();
    }

    @AfterEach
    void stopOperator() {
        operator.stop();
    }

    private Operator operator() {
        KubernetesClient own = ApiServer.operator(client);
        Operator made =
                new Operator(overrider -> overrider.withKubernetesClient(own).withCloseClientOnStop(true));
        LoadTestParts parts = LoadTestParts.of(
                own,
                new Runner("throng/runner:0.1.0", "", "throng-system", true, none(), none()),
                new Tokens(() -> new byte[32]),
                masters,
                Clock.systemUTC(),
                new SimpleMeterRegistry(),
                Duration.ofMillis(100));
        made.register(new LoadTestReconciler(parts), config -> config.settingNamespace(namespace));
        return made;
    }

    private static ResourceRequirements none() {
        return new ResourceRequirements();
    }

    @Test
    void aRunPassesFromAcceptanceToItsVerdict() {
        create("items", Map.of("workers", 2));
        LoadTestStatus starting = awaitPhase("items", Phase.Starting);
        assertThat(starting.runId()).isEqualTo("items-1");
        assertThat(starting.observedGeneration()).isEqualTo(1);
        assertThat(condition(starting, "Valid").status()).isEqualTo(ConditionStatus.True);

        kubelet.run("items-1-master", "10.0.0.1");
        kubelet.run("items-1-worker-0", "10.0.0.2");
        kubelet.run("items-1-worker-1", "10.0.0.3");
        masters.say("items-1", FakeMasters.progress(State.WAITING, 1));
        await("items", status -> condition(status, "WorkersReady").reason().equals("Connecting"));

        masters.say("items-1", FakeMasters.progress(State.RUNNING, 2));
        LoadTestStatus running = awaitPhase("items", Phase.Running);
        assertThat(condition(running, "WorkersReady").status()).isEqualTo(ConditionStatus.True);
        assertThat(condition(running, "Finished").status()).isEqualTo(ConditionStatus.False);
        assertThat(running.display().p95()).isEqualTo("212ms");
        assertThat(running.startedAt()).isEqualTo("2026-05-01T12:00:00Z");

        masters.end("items-1", finale(Ending.Reason.Passed, "all 2 thresholds hold"));
        LoadTestStatus finished = awaitPhase("items", Phase.Finished);
        assertThat(condition(finished, "Finished").reason()).isEqualTo("Passed");
        assertThat(condition(finished, "Complete").status()).isEqualTo(ConditionStatus.True);
        assertThat(condition(finished, "Passed").status()).isEqualTo(ConditionStatus.True);
        assertThat(finished.result().verdict()).isEqualTo(Verdict.Passed);
        assertThat(finished.report().configMap()).isEqualTo("items-1-report");
        assertThat(client.configMaps()
                        .inNamespace(namespace)
                        .withName("items-1-report")
                        .get()
                        .getBinaryData())
                .containsKey("result.json.gz");
        Awaitility.await("release").until(() -> masters.isReleased("items-1"));
        assertThat(eventReasons("items"))
                .containsSubsequence("Accepted", "WorkersReady", "Started", "Completed", "Passed");
    }

    @Test
    void whoeverWaitsForTheEndIsToldOfItByAPod() {
        List<Map<String, Object>> notify = List.of(
                Map.of("name", "chat", "form", "slack", "urlFrom", secret("chat"), "outcomes", List.of("Invalid")),
                Map.of("name", "fans", "url", "http://fans/", "outcomes", List.of("Passed")),
                Map.of("name", "ops", "urlFrom", secret("ops")));
        create("wrong", Map.of("notify", notify), "/items/${random.inte(1, 9)}");
        awaitPhase("wrong", Phase.Finished);
        kubelet.end("wrong-1-notice", 3, """
                [{"name":"chat","sent":true,"message":"it answered 200"},\
                {"name":"ops","sent":false,"message":"it answered 404"}]""");
        LoadTestStatus told = await(
                "wrong",
                status -> status.notices().stream()
                        .noneMatch(notice ->
                                notice.state() == NoticeState.Pending || notice.state() == NoticeState.Sending));
        assertThat(told.notices())
                .containsExactly(
                        new NoticeStatus("chat", NoticeState.Sent, "it answered 200"),
                        new NoticeStatus("ops", NoticeState.Failed, "it answered 404"));
        assertThat(condition(told, "Finished").reason()).isEqualTo("Invalid");
        Awaitility.await("events").until(() -> eventReasons("wrong").containsAll(List.of("Notified", "NotNotified")));

        change("wrong", "notify", List.of());
        change("wrong", "users", 20);
        LoadTestStatus again = await("wrong", status -> "wrong-2".equals(status.runId()));
        assertThat(again.notices()).isNull();
    }

    private static Map<String, Object> secret(String name) {
        return Map.of("secretKeyRef", Map.of("name", name, "key", "url"));
    }

    @Test
    void whatCannotBeRunIsMarkedAtOnceAndStartsNothing() {
        create("wrong", Map.of("target", "http://items:8000"), "/items/${random.inte(1, 9)}");
        LoadTestStatus status = awaitPhase("wrong", Phase.Finished);
        assertThat(condition(status, "Valid").status()).isEqualTo(ConditionStatus.False);
        assertThat(condition(status, "Valid").message()).contains("spec.scenario.users[0].tasks[0].get", "random.inte");
        assertThat(condition(status, "Finished").reason()).isEqualTo("Invalid");
        assertThat(client.batch().v1().jobs().inNamespace(namespace).list().getItems())
                .isEmpty();
        assertThat(client.configMaps()
                        .inNamespace(namespace)
                        .withLabel("throng.dev/loadtest")
                        .list()
                        .getItems())
                .isEmpty();
    }

    @Test
    void anAbortEndsTheRunAndKeepsItsResults() {
        runningRun("items");
        change("items", "abort", true);
        Awaitility.await("stop").until(() -> masters.isStopped("items-1"));
        masters.say("items-1", FakeMasters.progress(State.STOPPING, 1));
        awaitPhase("items", Phase.Stopping);
        masters.end("items-1", finale(Ending.Reason.Aborted, "aborted by spec.abort"));
        LoadTestStatus finished = awaitPhase("items", Phase.Finished);
        assertThat(condition(finished, "Finished").reason()).isEqualTo("Aborted");
        assertThat(condition(finished, "Complete").status()).isEqualTo(ConditionStatus.False);
        assertThat(condition(finished, "Passed").status()).isEqualTo(ConditionStatus.Unknown);
        assertThat(finished.result().requests()).isEqualTo(1_804);
    }

    @Test
    void aChangedSpecRunsAgainAndTheFirstRunStaysInTheHistory() {
        runningRun("items");
        masters.end("items-1", finale(Ending.Reason.ThresholdsFailed, "p95 < 100ms does not hold: 212 ms"));
        awaitPhase("items", Phase.Finished);
        change("items", "historyLimit", 3);
        await("items", status -> status.observedGeneration() == 2);
        assertThat(status("items").runId())
                .as("a change that no run depends on")
                .isEqualTo("items-1");

        change("items", "users", 20);
        LoadTestStatus again = awaitPhase("items", Phase.Starting);
        assertThat(again.runId()).isEqualTo("items-2");
        assertThat(again.result()).isNull();
        assertThat(again.history()).hasSize(1);
        assertThat(again.history().getFirst().reason()).isEqualTo("ThresholdsFailed");
        assertThat(again.history().getFirst().report().configMap()).isEqualTo("items-1-report");
        assertThat(condition(again, "Finished").status()).isEqualTo(ConditionStatus.False);
        kubelet.run("items-2-master", "10.0.0.9");
        Awaitility.await("the second run").until(() -> masters.isFollowed("items-2"));
    }

    @Test
    void aRunOfAScheduleIsComparedWithTheLastOneThatPassedAndKnowsTheOnesBefore() {
        Map<String, String> schedule = Map.of("throng.dev/schedule", "nightly");
        runToItsEnd("nightly-1", Map.of("baseline", Map.of("previous", true)), schedule);
        runToItsEnd("nightly-2", Map.of("baseline", Map.of("previous", true)), schedule);
        Job master = job("nightly-2-1-master");
        assertThat(master.getSpec().getTemplate().getSpec().getVolumes())
                .filteredOn(volume -> volume.getName().equals("baseline"))
                .singleElement()
                .satisfies(volume -> assertThat(volume.getConfigMap().getName()).isEqualTo("nightly-1-1-report"));
        assertThat(master.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getArgs())
                .contains("--baseline", "--earlier-runs");
        assertThat(client.configMaps()
                        .inNamespace(namespace)
                        .withName("nightly-2-1-plan")
                        .get()
                        .getData())
                .hasEntrySatisfying(
                        "earlier-runs.json", json -> assertThat(json).contains("nightly-1-1"));
    }

    @Test
    void aRunWaitsForTheLoadTestThatItIsToBeComparedWith() {
        create("items", Map.of("baseline", Map.of("name", "release")));
        await(
                "items",
                status -> status.conditions() != null
                        && condition(status, "Valid").message().contains("spec.baseline.name"));
        runToItsEnd("release", Map.of(), Map.of());
        change("items", "rerun", "now");
        awaitPhase("items", Phase.Starting);
        assertThat(job("items-1-master").getSpec().getTemplate().getSpec().getVolumes())
                .anySatisfy(volume ->
                        assertThat(String.valueOf(volume.getConfigMap())).contains("release-1-report"));
    }

    private void runToItsEnd(String name, Map<String, Object> spec, Map<String, String> labels) {
        create(name, spec, "/items", labels);
        awaitPhase(name, Phase.Starting);
        kubelet.run(name + "-1-master", "10.0.0.1");
        masters.say(name + "-1", FakeMasters.progress(State.RUNNING, 1));
        masters.end(name + "-1", finale(Ending.Reason.Passed, "all thresholds hold"));
        awaitPhase(name, Phase.Finished);
    }

    /** A moment after the phase says that it starts, the Job is there. */
    private Job job(String name) {
        return Awaitility.await(name)
                .until(
                        () -> client.batch()
                                .v1()
                                .jobs()
                                .inNamespace(namespace)
                                .withName(name)
                                .get(),
                        Objects::nonNull);
    }

    @Test
    void suspendHoldsTheRunBackUntilItIsLifted() {
        create("items", Map.of("suspend", true));
        LoadTestStatus suspended = awaitPhase("items", Phase.Suspended);
        assertThat(condition(suspended, "Valid").status()).isEqualTo(ConditionStatus.True);
        assertThat(condition(suspended, "Finished").reason()).isEqualTo("Suspended");
        change("items", "suspend", false);
        assertThat(awaitPhase("items", Phase.Starting).runId()).isEqualTo("items-1");
    }

    @Test
    void anotherOperatorGoesOnWhereTheFirstWasKilled() {
        runningRun("items");
        operator.stop();
        masters.end("items-1", finale(Ending.Reason.Passed, "all thresholds hold"));
        operator = operator();
        operator.start();
        LoadTestStatus finished = awaitPhase("items", Phase.Finished);
        assertThat(condition(finished, "Finished").reason()).isEqualTo("Passed");
        assertThat(finished.runId()).isEqualTo("items-1");
    }

    @Test
    void whatKeepsPodsFromStartingIsSaidInTheConditions() {
        create("items", Map.of("workers", 2));
        awaitPhase("items", Phase.Starting);
        kubelet.wait("items-1-master", "CreateContainerConfigError", "secret \"shop\" not found");
        await("items", status -> condition(status, "WorkersReady").reason().equals("ConfigMissing"));
        assertThat(condition(status("items"), "WorkersReady").message()).contains("secret \"shop\" not found");
        kubelet.unschedulable("items-1-worker-0", "0/3 nodes are available: 3 Insufficient cpu.");
        assertThat(eventReasons("items")).contains("ConfigMissing");
    }

    @Test
    void aQuotaThatKeepsAJobFromMakingPodsIsSaidInTheConditions() {
        create("items", Map.of());
        awaitPhase("items", Phase.Starting);
        kubelet.refuse(
                "items-1-worker-0",
                "Error creating: pods \"items-1-worker-0-x\" is forbidden: exceeded quota: small, requested: cpu=2");
        await("items", status -> condition(status, "WorkersReady").reason().equals("QuotaExceeded"));
        assertThat(condition(status("items"), "WorkersReady").message()).contains("exceeded quota: small");
    }

    @Test
    void aMissedStartDeadlineEndsTheWaiting() {
        create("items", Map.of("startDeadline", "3s"));
        awaitPhase("items", Phase.Starting);
        kubelet.wait("items-1-master", "ImagePullBackOff", "Back-off pulling image");
        LoadTestStatus finished = awaitPhase("items", Phase.Finished);
        assertThat(condition(finished, "Finished").reason()).isEqualTo("Broken");
        assertThat(condition(finished, "Complete").reason()).isEqualTo("StartDeadlineExceeded");
        assertThat(condition(finished, "Finished").message()).contains("within 3s", "throng/runner:0.1.0");
        assertThat(client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(namespace)
                        .withName("items-1-worker-0")
                        .get()
                        .getSpec()
                        .getSuspend())
                .isTrue();
    }

    @Test
    void aMissingConfigMapIsWaitedFor() {
        create("items", Map.of("http", Map.of("tls", Map.of("caConfigMap", "authorities"))));
        await("items", status -> status.phase() == Phase.Pending);
        assertThat(condition(status("items"), "Valid").reason()).isEqualTo("ConfigMissing");
        assertThat(condition(status("items"), "Valid").message())
                .isEqualTo("spec.http.tls.caConfigMap: there is no ConfigMap authorities in this namespace");
    }

    @Test
    void aTemplateThatTheApiServerWouldRefuseIsMarked() {
        create("items", Map.of("pods", Map.of("workers", Map.of("spec", Map.of("nodeSelectr", Map.of("a", "b"))))));
        LoadTestStatus status = awaitPhase("items", Phase.Finished);
        assertThat(condition(status, "Valid").message())
                .isEqualTo("spec.pods.workers.spec.nodeSelectr: there is no such field: did you mean nodeSelector?");
        assertThat(eventReasons("items")).containsExactly("Invalid");
    }

    @Test
    void whatIsWrongWithPodsIsSaidWhereTheLoadTestSaysIt() {
        create("field", Map.of("pods", Map.of("workers", Map.of("resources", Map.of("limits", Map.of("cpu", "1"))))));
        assertThat(condition(awaitPhase("field", Phase.Finished), "Valid").message())
                .startsWith("spec.pods.workers.resources: there is no such field: it is one of the container's");
        create("name", Map.of("pods", overlay("master", Map.of("name", "runnr", "stdin", true))));
        assertThat(condition(awaitPhase("name", Phase.Finished), "Valid").message())
                .startsWith(
                        "spec.pods.master.spec.containers[0].name: there is no container runnr, did you mean runner?");
        create(
                "image",
                Map.of(
                        "pods",
                        overlay("workers", Map.of("name", "beside", "image", "beside:1", "imagePullPolicy", "Soon"))));
        assertThat(condition(awaitPhase("image", Phase.Finished), "Valid").message())
                .startsWith("spec.pods.workers.spec.containers[0].imagePullPolicy: Unsupported value: \"Soon\"");
    }

    private static Map<String, Object> overlay(String field, Map<String, Object> container) {
        return Map.of(field, Map.of("spec", Map.of("containers", List.of(container))));
    }

    @Test
    void aQuotaOnJobsIsWaitedFor() {
        client.resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("none")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .addToHard("count/jobs.batch", new Quantity("0"))
                        .endSpec()
                        .build())
                .create();
        // As its controller would say.
        client.resourceQuotas().inNamespace(namespace).withName("none").editStatus(quota -> {
            quota.setStatus(new ResourceQuotaStatusBuilder()
                    .addToHard("count/jobs.batch", new Quantity("0"))
                    .addToUsed("count/jobs.batch", new Quantity("0"))
                    .build());
            return quota;
        });
        create("items", Map.of("workers", 1, "pods", overlay("workers", Map.of("name", "runner", "stdin", true))));
        await(
                "items",
                status -> status.conditions() != null
                        && condition(status, "WorkersReady").reason().equals("QuotaExceeded"));
        assertThat(status("items").phase()).isEqualTo(Phase.Starting);
        assertThat(condition(status("items"), "WorkersReady").message())
                .contains("items-1-master", "exceeded quota: none");
        client.resourceQuotas().inNamespace(namespace).withName("none").delete();
        Awaitility.await("the Jobs")
                .until(() -> client.batch()
                                .v1()
                                .jobs()
                                .inNamespace(namespace)
                                .list()
                                .getItems()
                                .size()
                        == 2);
    }

    @Test
    void everythingOfARunIsRemovedAfterItsTimeButForTheReport() {
        create("items", Map.of("ttlSecondsAfterFinished", 0));
        awaitPhase("items", Phase.Starting);
        kubelet.run("items-1-master", "10.0.0.1");
        masters.end("items-1", finale(Ending.Reason.Passed, "all thresholds hold"));
        awaitPhase("items", Phase.Finished);
        Awaitility.await("the plan's end")
                .until(() -> client.configMaps()
                                .inNamespace(namespace)
                                .withName("items-1-plan")
                                .get()
                        == null);
        assertThat(client.configMaps()
                        .inNamespace(namespace)
                        .withName("items-1-report")
                        .get())
                .isNotNull();
    }

    @Test
    void aSilentPodIsReplaced() {
        runningRun("items");
        kubelet.run("items-1-worker-0", "10.0.0.2");
        Progress silent = FakeMasters.progress(State.RUNNING, 0);
        masters.say(
                "items-1",
                new Progress(
                        silent.state(),
                        silent.startedAt(),
                        silent.figures(),
                        0,
                        1,
                        Optional.empty(),
                        List.of("items-1-worker-0"),
                        List.of(),
                        List.of()));
        Awaitility.await("the pod's end").until(() -> {
            Pod pod = client.pods()
                    .inNamespace(namespace)
                    .withName("items-1-worker-0-abcde")
                    .get();
            return pod == null || pod.getMetadata().getDeletionTimestamp() != null;
        });
        await("items", status -> condition(status, "WorkersReady").reason().equals("WorkerLost"));
        assertThat(eventReasons("items")).contains("WorkerLost");
    }

    @Test
    void reportsBeyondTheHistoryAreRemoved() {
        create("items", Map.of("historyLimit", 0, "workers", 1));
        awaitPhase("items", Phase.Starting);
        kubelet.run("items-1-master", "10.0.0.1");
        masters.end("items-1", finale(Ending.Reason.Passed, "all thresholds hold"));
        awaitPhase("items", Phase.Finished);
        change("items", "rerun", "please");
        LoadTestStatus again = await("items", status -> "items-2".equals(status.runId()));
        assertThat(again.history()).isEmpty();
        assertThat(client.configMaps()
                        .inNamespace(namespace)
                        .withName("items-1-report")
                        .get())
                .isNull();
    }

    @Test
    void aReportThatABucketRefusesIsInAConfigMapAfterAWhile() {
        create(
                "items",
                Map.of(
                        "workers",
                        1,
                        "report",
                        Map.of(
                                "s3",
                                Map.of("endpoint", "http://store:9000", "bucket", "reports", "region", "nowhere"))));
        awaitPhase("items", Phase.Starting);
        kubelet.run("items-1-master", "10.0.0.1");
        masters.refuseToKeep("items-1", "the store answered 403");
        masters.end("items-1", finale(Ending.Reason.Passed, "all thresholds hold", Instant.now()));
        await(
                "items",
                status -> status.conditions() != null
                        && condition(status, "Finished").reason().equals("ReportNotStored"));
        assertThat(condition(status("items"), "Finished").message())
                .contains("the store answered 403; it is tried again until ", "kept in the ConfigMap items-1-report");

        masters.end(
                "items-1",
                finale(
                        Ending.Reason.Passed,
                        "all thresholds hold",
                        Instant.now().minusSeconds(90)));
        LoadTestStatus finished = awaitPhase("items", Phase.Finished);
        assertThat(finished.report().configMap()).isEqualTo("items-1-report");
        assertThat(condition(finished, "Passed").status()).isEqualTo(ConditionStatus.True);
        assertThat(condition(finished, "Finished").message())
                .isEqualTo(
                        "all thresholds hold; the report is in the ConfigMap items-1-report: the store answered 403");
        assertThat(client.configMaps()
                        .inNamespace(namespace)
                        .withName("items-1-report")
                        .get()
                        .getBinaryData())
                .containsKey("result.json.gz");
    }

    // Playing a run

    private void runningRun(String name) {
        create(name, Map.of("workers", 1));
        awaitPhase(name, Phase.Starting);
        kubelet.run(name + "-1-master", "10.0.0.1");
        masters.say(name + "-1", FakeMasters.progress(State.RUNNING, 1));
        awaitPhase(name, Phase.Running);
    }

    private static FinalReport finale(Ending.Reason reason, String message) {
        return finale(reason, message, Instant.now());
    }

    private static FinalReport finale(Ending.Reason reason, String message, Instant end) {
        Verdict verdict = switch (reason) {
            case Passed -> Verdict.Passed;
            case ThresholdsFailed -> Verdict.Failed;
            case Aborted, Broken, Invalid, GeneratorUnhealthy, Uncertain -> Verdict.Unknown;
        };
        ResultStatus result = new ResultStatus(
                1_804L, 2L, 0L, 0.001, 180.4, 3.0, 20.0, 12.5, 100.0, 212.0, 480.0, 500.0, 512.0, null, null, null,
                null, null, null, null, verdict, null, null, null, null, null);
        return new FinalReport(
                new Ending(
                        reason,
                        message,
                        Instant.parse("2026-05-01T12:00:00Z"),
                        end,
                        result,
                        20,
                        0,
                        false,
                        0,
                        List.of()),
                new byte[] {1, 2, 3});
    }

    private void create(String name, Map<String, Object> spec) {
        create(name, spec, "/items");
    }

    private void create(String name, Map<String, Object> spec, String path) {
        create(name, spec, path, Map.of());
    }

    private void create(String name, Map<String, Object> spec, String path, Map<String, String> labels) {
        GenericKubernetesResource loadTest =
                Serialization.unmarshal("""
                apiVersion: throng.dev/v1
                kind: LoadTest
                metadata: {name: %s}
                spec:
                  target: http://items:8000
                  scenario:
                    users:
                    - name: Visitor
                      tasks:
                      - get: %s
                  users: 10
                  runTime: 1m
                """.formatted(name, path), GenericKubernetesResource.class);
        Map<String, Object> own = loadTest.get("spec");
        own.putAll(spec);
        loadTest.getMetadata().setLabels(labels);
        loadTests().resource(loadTest).create();
    }

    private void change(String name, String field, Object value) {
        loadTests().withName(name).edit(resource -> {
            Map<String, Object> spec = resource.get("spec");
            spec.put(field, value);
            return resource;
        });
    }

    private io.fabric8.kubernetes.client.dsl.NonNamespaceOperation<
                    GenericKubernetesResource,
                    io.fabric8.kubernetes.api.model.GenericKubernetesResourceList,
                    io.fabric8.kubernetes.client.dsl.Resource<GenericKubernetesResource>>
            loadTests() {
        return client.genericKubernetesResources(ResourceDefinitionContext.fromResourceType(LoadTestResource.class))
                .inNamespace(namespace);
    }

    private LoadTestStatus awaitPhase(String name, Phase phase) {
        return await(name, status -> status.phase() == phase);
    }

    private LoadTestStatus await(String name, Predicate<LoadTestStatus> condition) {
        return Awaitility.await(name).until(() -> status(name), condition);
    }

    private LoadTestStatus status(String name) {
        LoadTestResource found = client.resources(LoadTestResource.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
        return Optional.ofNullable(found.getStatus()).orElse(LoadTestStatus.NONE);
    }

    private static Condition condition(LoadTestStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private List<String> eventReasons(String name) {
        return client
                .v1()
                .events()
                .inNamespace(namespace)
                .withField("involvedObject.name", name)
                .list()
                .getItems()
                .stream()
                .sorted(java.util.Comparator.comparing(
                        event -> event.getMetadata().getResourceVersion()))
                .map(Event::getReason)
                .toList();
    }
}
