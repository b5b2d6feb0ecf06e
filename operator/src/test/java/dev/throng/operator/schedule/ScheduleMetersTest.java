package dev.throng.operator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.LoadTestScheduleStatus;
import dev.throng.operator.golden.Catalogue;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleMetersTest {
    private final Catalogue catalogue = new Catalogue();
    private final ScheduleMeters meters = new ScheduleMeters(catalogue.registry());

    @Test
    void aScheduleIsShownByItsStarts() {
        tell(new Step.Rest(), """
                lastScheduleTime: "2026-05-01T12:00:00Z"
                nextScheduleTime: "2026-05-02T12:00:00Z"
                """);
        assertThat(catalogue.scraped("throng_schedule_"))
                .containsExactly(
                        "throng_schedule_last_start_timestamp_seconds{namespace=\"shop\",schedule=\"nightly\",} 1.7776368E9",
                        "throng_schedule_missed_total{namespace=\"shop\",schedule=\"nightly\",} 0.0",
                        "throng_schedule_next_start_timestamp_seconds{namespace=\"shop\",schedule=\"nightly\",} 1.7777232E9");
    }

    @Test
    void whatWasLeftOutIsCounted() {
        tell(new Step.Skip(Instant.EPOCH, "MissedDeadline", "too late"), "{}");
        tell(new Step.Rest(), "{}");
        assertThat(catalogue.scraped("throng_schedule_missed_total"))
                .containsExactly("throng_schedule_missed_total{namespace=\"shop\",schedule=\"nightly\",} 1.0");
    }

    @Test
    void aScheduleThatIsGoneIsShownNoMore() {
        tell(new Step.Rest(), "{}");
        meters.forget(schedule());
        assertThat(catalogue.scraped("throng_schedule_")).isEmpty();
    }

    @Test
    void theDocumentationListsThemAll() throws IOException {
        tell(new Step.Rest(), "{}");
        assertThat(catalogue.had()).isEqualTo(Catalogue.documented("throng_schedule"));
    }

    private void tell(Step step, String status) {
        meters.tell(schedule(), step, Serialization.unmarshal(status, LoadTestScheduleStatus.class));
    }

    private static LoadTestScheduleResource schedule() {
        LoadTestScheduleResource schedule = new LoadTestScheduleResource();
        schedule.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("nightly")
                .withUid("uid-of-nightly")
                .build());
        return schedule;
    }
}
