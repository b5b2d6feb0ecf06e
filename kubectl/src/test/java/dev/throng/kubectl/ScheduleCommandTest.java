package dev.throng.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduleCommandTest {
    @Test
    void makesALoadTestThatTheScheduleCountsAmongItsOwn() {
        GenericKubernetesResource schedule = new GenericKubernetesResource();
        schedule.setApiVersion("throng.dev/v1");
        schedule.setKind("LoadTestSchedule");
        schedule.setMetadata(
                new ObjectMetaBuilder().withName("n".repeat(60)).withUid("u-1").build());
        schedule.setAdditionalProperty(
                "spec",
                Map.of(
                        "loadTestTemplate",
                        Map.of(
                                "metadata", Map.of("labels", Map.of("team", "shop")),
                                "spec", Map.of("target", "http://items"))));
        GenericKubernetesResource child = ScheduleCommand.child(schedule, "shop");
        assertThat(child.getMetadata().getName()).hasSizeLessThanOrEqualTo(63).matches("n+-manual-[a-z]{5}");
        assertThat(child.getMetadata().getLabels())
                .containsEntry("team", "shop")
                .containsEntry("throng.dev/schedule", "n".repeat(60));
        assertThat(child.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getUid()).isEqualTo("u-1"));
        assertThat(child.getAdditionalProperties().get("spec")).isEqualTo(Map.of("target", "http://items"));
    }
}
