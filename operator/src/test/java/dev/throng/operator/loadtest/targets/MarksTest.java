package dev.throng.operator.loadtest.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.verdict.ObserveSpec;
import dev.throng.runner.verdict.saturation.Mark;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTest {
    private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");
    private static final Marks MARKS = new Marks(START, START.plusSeconds(300));

    private static List<Target> targets(String workload) {
        return Target.of(
                List.of(
                        new ObserveSpec("items", null, workload, null, null, null, null),
                        new ObserveSpec("connections", null, null, null, "sum(connections)", null, null)),
                "shop");
    }

    private static Pod pod(String name, String reason, String finished) {
        return Serialization.unmarshal("""
                metadata: {name: %s}
                status:
                  containerStatuses:
                  - name: app
                    state: {running: {}}
                    lastState: {terminated: {reason: %s, exitCode: 137, finishedAt: "%s"}}
                """.formatted(name, reason, finished), Pod.class);
    }

    private static Event event(String kind, String name, String reason, String first, int count) {
        return Serialization.unmarshal("""
                metadata: {name: e, creationTimestamp: "2026-05-01T11:00:00Z"}
                involvedObject: {kind: %s, name: %s}
                reason: %s
                message: "as the cluster\\n says it in pod items-7c9d-x2x_shop(f42b)"
                firstTimestamp: "%s"
                lastTimestamp: "%s"
                count: %d
                """.formatted(kind, name, reason, first, first, count), Event.class);
    }

    @Test
    void onlyWorkloadsAreTargetsAndTheyLieInTheLoadTestsNamespaceUnlessTheySayOtherwise() {
        assertThat(targets("deployment/items")).containsExactly(new Target("shop", "deployment", "items"));
    }

    @Test
    void aContainerThatWasKilledForItsMemoryIsMarkedWhereItEnded() {
        List<Mark> marks = MARKS.of(
                targets("deployment/items").getFirst(),
                List.of(
                        pod("items-7c9d-x2x", "OOMKilled", "2026-05-01T12:00:40Z"),
                        pod("items-7c9d-old", "OOMKilled", "2026-05-01T11:59:59Z"),
                        pod("items-db-7c9d-x2x", "OOMKilled", "2026-05-01T12:00:40Z")),
                List.of());
        assertThat(marks).containsExactly(new Mark(40, "OOMKilled", "items-7c9d-x2x was OOMKilled", true));
        assertThat(marks.getFirst().sentence()).isEqualTo("items-7c9d-x2x was OOMKilled after 40 s");
    }

    @Test
    void eventsOfTheWorkloadItsSetsAndItsPodsAreMarkedInOrder() {
        List<Mark> marks = MARKS.of(
                targets("deployment/items").getFirst(),
                List.of(),
                List.of(
                        event("Pod", "items-7c9d-x2x", "Unhealthy", "2026-05-01T12:02:00Z", 3),
                        event("Deployment", "items", "ScalingReplicaSet", "2026-05-01T12:01:00Z", 1),
                        event("HorizontalPodAutoscaler", "items", "SuccessfulRescale", "2026-05-01T12:00:59Z", 1),
                        event("ReplicaSet", "items-7c9d", "SuccessfulCreate", "2026-05-01T12:01:01Z", 1),
                        event("Pod", "items-7c9d-x2x", "Pulled", "2026-05-01T12:01:02Z", 1),
                        event("Pod", "other-7c9d-x2x", "Unhealthy", "2026-05-01T12:02:00Z", 1),
                        event("Deployment", "items", "ScalingReplicaSet", "2026-05-01T12:09:00Z", 1)));
        assertThat(marks)
                .extracting(Mark::kind)
                .containsExactly("SuccessfulRescale", "ScalingReplicaSet", "SuccessfulCreate", "Unhealthy");
        assertThat(marks.getLast())
                .isEqualTo(
                        new Mark(120, "Unhealthy", "items-7c9d-x2x: Unhealthy, 3 times: as the cluster says it", true));
    }

    @Test
    void aPodAloneIsNoDeployment() {
        assertThat(MARKS.of(
                        targets("pod/items").getFirst(),
                        List.of(),
                        List.of(event("Deployment", "items", "ScalingReplicaSet", "2026-05-01T12:01:00Z", 1))))
                .isEmpty();
    }
}
