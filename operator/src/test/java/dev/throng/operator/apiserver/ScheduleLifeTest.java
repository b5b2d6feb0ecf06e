package dev.throng.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.LoadTestScheduleSpec;
import dev.throng.api.LoadTestScheduleStatus;
import dev.throng.api.LoadTestStatus;
import dev.throng.api.status.Condition;
import dev.throng.api.status.ConditionStatus;
import dev.throng.api.status.Phase;
import dev.throng.api.status.ResultStatus;
import dev.throng.api.status.Verdict;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.loadtest.observe.Examination;
import dev.throng.operator.schedule.LoadTestScheduleResource;
import dev.throng.operator.schedule.ScheduleReconciler;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of a schedule on a real API server; the clock is turned by hand. */
@ExtendWith(ApiServer.class)
class ScheduleLifeTest {
    private static int tests;

    /** Soon, and then every day at the same time; after the schedule's creation by the API server's clock. */
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(10));

    private final AtomicReference<Instant> time = new AtomicReference<>(start.minusSeconds(30));
    private final KubernetesClient client;
    private final String namespace = "schedule-" + ++tests;
    private final Operator operator;

    ScheduleLifeTest(KubernetesClient client) {
        this.client = client;
        KubernetesClient own = ApiServer.operator(client);
        this.operator =
                new Operator(overrider -> overrider.withKubernetesClient(own).withCloseClientOnStop(true));
        operator.register(
                new ScheduleReconciler(own, Examination.in(own, _ -> List.of()), turned(), new SimpleMeterRegistry()),
                config -> config.settingNamespace(namespace));
    }

    private Clock turned() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time.get();
            }
        };
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

    @Test
    void aRunIsMadeWhenItsTimeComesAndItsVerdictIsKept() {
        create("%d %d * * *".formatted(utc().getMinute(), utc().getHour()), "Replace");
        LoadTestScheduleStatus waiting = await(status -> status.nextScheduleTime() != null);
        assertThat(waiting.nextScheduleTime()).isEqualTo(start.toString());
        assertThat(condition(waiting, "Scheduled").status()).isEqualTo(ConditionStatus.True);

        turn(start);
        LoadTestScheduleStatus started = await(status ->
                !Optional.ofNullable(status.active()).orElse(List.of()).isEmpty());
        String first = "nightly-" + start.getEpochSecond() / 60;
        assertThat(started.active()).containsExactly(first);
        assertThat(started.lastScheduleTime()).isEqualTo(start.toString());
        LoadTestResource made = loadTest(first);
        assertThat(made.getMetadata().getLabels())
                .containsEntry("throng.dev/schedule", "nightly")
                .containsEntry("team", "shop");
        assertThat(made.getSpec().users()).isEqualTo(10);

        turn(start.plus(Duration.ofDays(1)));
        Awaitility.await("abort")
                .until(() -> Boolean.TRUE.equals(loadTest(first).getSpec().abort()));
        finish(first, Verdict.Failed);
        String second = "nightly-" + start.plus(Duration.ofDays(1)).getEpochSecond() / 60;
        LoadTestScheduleStatus again = await(status -> List.of(second).equals(status.active()));
        assertThat(again.lastLoadTest()).isEqualTo(first);
        assertThat(again.lastVerdict()).isEqualTo(Verdict.Failed);

        finish(second, Verdict.Passed);
        await(status -> status.lastVerdict() == Verdict.Passed && status.lastSuccessfulTime() != null);
        turn(start.plus(Duration.ofDays(2)));
        String third = "nightly-" + start.plus(Duration.ofDays(2)).getEpochSecond() / 60;
        await(status -> List.of(third).equals(status.active()));
        finish(third, Verdict.Failed);
        Awaitility.await("the first run's end").until(() -> loadTestIfAny(first).isEmpty());
        assertThat(loadTestIfAny(third)).isPresent();
    }

    @Test
    void aTimeZoneThatDoesNotExistIsMarked() {
        create("0 2 * * *", "Forbid", "Europe/Bärlin");
        LoadTestScheduleStatus status = await(said -> said.conditions() != null);
        assertThat(condition(status, "Valid").message()).contains("there is no time zone 'Europe/Bärlin'");
    }

    @Test
    void aLoadTestThatCannotBeRunIsMarkedBeforeItIsDue() {
        create("0 2 * * *", "Forbid", "Etc/UTC", "/items/${random.inte(1,2)}", "shop");
        LoadTestScheduleStatus status = await(said -> said.conditions() != null);
        assertThat(condition(status, "Valid").status()).isEqualTo(ConditionStatus.False);
        assertThat(condition(status, "Valid").message())
                .startsWith("spec.loadTestTemplate.spec.scenario.users[0].tasks[0].get: ");
    }

    @Test
    void aLoadTestThatTheApiServerRefusesIsTold() {
        create("%d %d * * *".formatted(utc().getMinute(), utc().getHour()), "Forbid", "Etc/UTC", "/items", "a b");
        await(status -> status.nextScheduleTime() != null);
        turn(start);
        LoadTestScheduleStatus refused =
                await(status -> condition(status, "Scheduled").reason().equals("Refused"));
        assertThat(condition(refused, "Scheduled").status()).isEqualTo(ConditionStatus.False);
        assertThat(condition(refused, "Scheduled").message()).contains("was due at " + start, "metadata.labels");
        assertThat(refused.lastScheduleTime()).isNull();
        assertThat(refused.nextScheduleTime())
                .isEqualTo(start.plus(Duration.ofDays(1)).toString());
    }

    private OffsetDateTime utc() {
        return start.atOffset(ZoneOffset.UTC);
    }

    /** The operator's next look comes by an event; the clock's own would take real time. */
    private void turn(Instant to) {
        time.set(to.plusSeconds(1));
        client.resources(LoadTestScheduleResource.class)
                .inNamespace(namespace)
                .withName("nightly")
                .edit(schedule -> {
                    var spec = schedule.getSpec();
                    schedule.setSpec(new LoadTestScheduleSpec(
                            spec.schedule(),
                            spec.timeZone(),
                            spec.concurrencyPolicy(),
                            spec.startingDeadlineSeconds() == null ? 3600 : spec.startingDeadlineSeconds() + 1,
                            spec.successfulRunsHistoryLimit(),
                            spec.failedRunsHistoryLimit(),
                            spec.suspend(),
                            spec.loadTestTemplate()));
                    return schedule;
                });
    }

    private void finish(String name, Verdict verdict) {
        LoadTestResource loadTest = loadTest(name);
        ResultStatus result = new ResultStatus(
                1L, 0L, 0L, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, null, null, null, null, null, null, null,
                verdict, null, null, null, null, null);
        loadTest.setStatus(new LoadTestStatus(
                1L,
                Phase.Finished,
                null,
                null,
                null,
                null,
                null,
                null,
                time.get().toString(),
                null,
                null,
                null,
                null,
                result,
                null,
                null,
                null));
        client.resource(loadTest).updateStatus();
    }

    private void create(String schedule, String policy) {
        create(schedule, policy, "Etc/UTC");
    }

    private void create(String schedule, String policy, String zone) {
        create(schedule, policy, zone, "/items", "shop");
    }

    private void create(String schedule, String policy, String zone, String path, String team) {
        client.resource(Serialization.unmarshal(
                        """
                        apiVersion: throng.dev/v1
                        kind: LoadTestSchedule
                        metadata: {name: nightly}
                        spec:
                          schedule: "%s"
                          timeZone: %s
                          concurrencyPolicy: %s
                          failedRunsHistoryLimit: 1
                          loadTestTemplate:
                            metadata: {labels: {team: "%s"}}
                            spec:
                              target: http://items:8000
                              scenario: {users: [{name: Visitor, tasks: [{get: "%s"}]}]}
                              users: 10
                              runTime: 1m
                        """.formatted(schedule, zone, policy, team, path), LoadTestScheduleResource.class))
                .inNamespace(namespace)
                .create();
    }

    private LoadTestScheduleStatus await(Predicate<LoadTestScheduleStatus> condition) {
        return Awaitility.await()
                .until(
                        () -> Optional.ofNullable(client.resources(LoadTestScheduleResource.class)
                                        .inNamespace(namespace)
                                        .withName("nightly")
                                        .get()
                                        .getStatus())
                                .orElse(LoadTestScheduleStatus.NONE),
                        condition);
    }

    private LoadTestResource loadTest(String name) {
        return loadTestIfAny(name).orElseThrow();
    }

    private Optional<LoadTestResource> loadTestIfAny(String name) {
        return Optional.ofNullable(client.resources(LoadTestResource.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    private static Condition condition(LoadTestScheduleStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
