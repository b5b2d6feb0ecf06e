package dev.throng.operator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.ConcurrencyPolicy;
import dev.throng.api.LoadTestScheduleStatus;
import dev.throng.api.status.Verdict;
import dev.throng.operator.schedule.Seen.Child;
import dev.throng.operator.schedule.Seen.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every hour, since ten. */
class StepsTest {
    private static final Instant CREATED = Instant.parse("2026-05-01T09:30:00Z");
    private static final Instant TEN = Instant.parse("2026-05-01T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-05-01T11:00:00Z");

    private Instant now = TEN;
    private boolean suspend;
    private ConcurrencyPolicy policy = ConcurrencyPolicy.Forbid;
    private Optional<Duration> deadline = Optional.empty();
    private LoadTestScheduleStatus last = LoadTestScheduleStatus.NONE;
    private List<Child> children = List.of();

    @Test
    void nothingIsDueBeforeItsTime() {
        now = TEN.minusMillis(1);
        assertThat(decide()).isEqualTo(new Step.Decided(new Step.Rest(), Optional.of(TEN), List.of()));
    }

    @Test
    void aRunStartsWhenItsTimeComes() {
        assertThat(decide().step()).isEqualTo(new Step.Start(TEN));
        assertThat(decide().next()).contains(ELEVEN);
    }

    @Test
    void aRunThatWasMadeIsNotMadeAgainWhateverTheStatusSays() {
        now = TEN.plusSeconds(5);
        children = List.of(running("t", TEN));
        assertThat(decide().step()).isEqualTo(new Step.Rest());
    }

    @Test
    void ofManyMissedTimesOnlyTheLastIsMadeUpFor() {
        now = ELEVEN.plus(Duration.ofDays(3)).plusSeconds(90);
        assertThat(decide().step()).isEqualTo(new Step.Start(ELEVEN.plus(Duration.ofDays(3))));
    }

    @Test
    void aStartBeyondItsDeadlineIsLeftOut() {
        now = TEN.plusSeconds(61);
        deadline = Optional.of(Duration.ofSeconds(60));
        assertThat(decide().step()).isInstanceOfSatisfying(Step.Skip.class, skip -> {
            assertThat(skip.reason()).isEqualTo("MissedDeadline");
            assertThat(skip.due()).isEqualTo(TEN);
        });
    }

    @Test
    void whatWasLeftOutStaysLeftOut() {
        now = TEN.plusSeconds(120);
        last = skipped(TEN);
        assertThat(decide().step()).isEqualTo(new Step.Rest());
    }

    @Test
    void forbidLeavesOutARunWhileTheLastIsUnderWay() {
        now = ELEVEN;
        children = List.of(running("t-10", TEN));
        assertThat(decide().step())
                .isInstanceOfSatisfying(
                        Step.Skip.class, skip -> assertThat(skip.message()).contains("t-10 is still under way"));
    }

    @Test
    void allowStartsBesideIt() {
        now = ELEVEN;
        policy = ConcurrencyPolicy.Allow;
        children = List.of(running("t-10", TEN));
        assertThat(decide().step()).isEqualTo(new Step.Start(ELEVEN));
    }

    @Test
    void replaceEndsTheRunUnderWayFirst() {
        now = ELEVEN;
        policy = ConcurrencyPolicy.Replace;
        children = List.of(running("t-10", TEN));
        assertThat(decide().step()).isEqualTo(new Step.Abort(ELEVEN, List.of("t-10")));
        children = List.of(new Child("t-10", TEN, null, null, true));
        assertThat(decide().step()).as("already asked").isEqualTo(new Step.Abort(ELEVEN, List.of()));
        children = List.of(ended("t-10", TEN, Verdict.Unknown));
        assertThat(decide().step()).isEqualTo(new Step.Start(ELEVEN));
    }

    @Test
    void suspendHoldsEverythingBack() {
        suspend = true;
        assertThat(decide()).isEqualTo(new Step.Decided(new Step.Rest(), Optional.empty(), List.of()));
    }

    @Test
    void keepsSoManyThatPassedAndSoManyThatDidNot() {
        now = TEN.minusSeconds(60);
        children = List.of(
                ended("a", TEN.minusSeconds(7000), Verdict.Passed),
                ended("b", TEN.minusSeconds(6000), Verdict.Failed),
                ended("c", TEN.minusSeconds(5000), Verdict.Passed),
                ended("d", TEN.minusSeconds(4000), Verdict.Unknown),
                ended("e", TEN.minusSeconds(3000), Verdict.Passed),
                running("f", TEN.minusSeconds(2000)));
        assertThat(decide().outlived()).containsExactly("a", "b");
    }

    private Step.Decided decide() {
        return Steps.decide(new Seen(
                now,
                1,
                CREATED,
                new Timetable.Known(Cron.parse("0 * * * *", ZoneOffset.UTC)),
                Optional.empty(),
                suspend,
                policy,
                deadline,
                2,
                1,
                last,
                children));
    }

    private static Child running(String name, Instant due) {
        return new Child(name, due, null, null, false);
    }

    private static Child ended(String name, Instant due, Verdict verdict) {
        return new Child(name, due, due.plusSeconds(60), verdict, false);
    }

    private static LoadTestScheduleStatus skipped(Instant due) {
        return new LoadTestScheduleStatus(1L, null, null, null, null, due.toString(), null, null, null, null);
    }
}
