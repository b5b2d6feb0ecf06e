package dev.throng.runner.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.Snapshot.Counter;
import org.junit.jupiter.api.Test;

class HealthRulesTest {
    private final Measuring measuring =
            new Measuring().requests("/a", 1000, 100).loopLag(1000, 0.2);

    @Test
    void anIdleGeneratorIsHealthy() {
        GeneratorHealth health = HealthRules.of(measuring.seconds(10).totals());
        assertThat(health.healthy()).isTrue();
        assertThat(health.warnings()).isEmpty();
        assertThat(health.figures()).containsEntry("cpu", 0.2).containsKey("loop lag p99");
    }

    @Test
    void lateTimersMatterWhenTheyAreAGoodPartOfWhatWasMeasured() {
        measuring.loopLag(950, 1).loopLag(50, 60);
        assertThat(HealthRules.of(measuring.totals()).healthy()).isTrue();
        assertThat(HealthRules.of(measuring.totals).warnings())
                .singleElement()
                .asString()
                .startsWith("timers fired 60.0 ms late at p99, while the response times' p99 is 100 ms");
        measuring.loopLag(50, 150);
        assertThat(HealthRules.of(measuring.totals()).reasons())
                .singleElement()
                .asString()
                .startsWith("timers fired 150 ms late");
        measuring.requests("/slow", 1000, 2000);
        assertThat(HealthRules.of(measuring.totals()).healthy()).isTrue();
    }

    @Test
    void aGeneratorWhoseTimersAreOftenLateIsTheBottleneckThoughNoneIsVeryLate() {
        measuring.loopLag(1000, 60);
        assertThat(HealthRules.of(measuring.totals()).reasons())
                .singleElement()
                .asString()
                .startsWith("timers fired 60.0 ms late at p90, while the response times' p90 is 100 ms");
    }

    @Test
    void aSaturatedLoopIsTheBottleneckWhenItLasts() {
        measuring
                .gauges(0.99, 0.5, 0, 0, 100)
                .seconds(2)
                .gauges(0.5, 0.5, 0, 0, 100)
                .seconds(8);
        assertThat(HealthRules.of(measuring.totals).healthy()).isTrue();
        measuring.gauges(0.99, 0.5, 0, 0, 100).seconds(3);
        assertThat(HealthRules.of(measuring.totals).reasons())
                .singleElement()
                .asString()
                .contains("event loop was saturated");
    }

    @Test
    void aCollectorThatIsBusyForAMomentIsNoBottleneck() {
        measuring
                .gauges(0.5, 0.5, 0, 0.9, 100)
                .seconds(2)
                .gauges(0.5, 0.5, 0, 0, 100)
                .seconds(8);
        assertThat(HealthRules.of(measuring.totals()).healthy()).isTrue();
    }

    @Test
    void itSaysAboutHowManyWorkersWouldDo() {
        measuring.gauges(0.99, 0.5, 0, 0, 100).seconds(10);
        assertThat(HealthRules.of(measuring.totals).reasons())
                .singleElement()
                .asString()
                .endsWith("add processors or workers; about 2 like this one would keep up");
    }

    @Test
    void theProcessorTheCollectorAndTheThrottleAreWatched() {
        measuring.gauges(0.5, 0.97, 0.2, 0.1, 990).seconds(10);
        assertThat(HealthRules.of(measuring.totals).reasons())
                .anyMatch(reason -> reason.contains("processor time"))
                .anyMatch(reason -> reason.contains("throttled"))
                .anyMatch(reason -> reason.contains("garbage collection"))
                .anyMatch(reason -> reason.contains("ulimit -n"));
    }

    @Test
    void ofWhatIsUnknownNothingIsSaid() {
        measuring.gauges(-1, -1, -1, -1, -1).seconds(10);
        assertThat(HealthRules.of(measuring.totals).healthy()).isTrue();
    }

    @Test
    void itsOwnFailuresAndStallsAreTheGeneratorsFault() {
        measuring
                .failures("/a", 10, FailureKind.GENERATOR, "too many open files")
                .stalled("/a", 50);
        assertThat(HealthRules.of(measuring.totals()).reasons())
                .anyMatch(reason -> reason.contains("limit of its own"))
                .anyMatch(reason -> reason.contains("stood still"));
    }

    @Test
    void lateAndDroppedStartsAreWarnings() {
        measuring
                .count(Counter.ITERATIONS, 1000)
                .count(Counter.LATE, 50)
                .count(Counter.ARRIVALS, 1000)
                .count(Counter.DROPPED, 1);
        GeneratorHealth health = HealthRules.of(measuring.totals());
        assertThat(health.healthy()).isTrue();
        assertThat(health.warnings())
                .containsExactly(
                        "5.00 % of the tasks started more than 10 ms late",
                        "0.10 % of the arrivals were dropped: no user was free (the target is too slow for this rate, or maxUsers too low), or a worker stood still");
    }

    @Test
    void nowIsTheLastSeconds() {
        measuring.gauges(0.99, 0.5, 0, 0, 100).seconds(20);
        assertThat(HealthRules.now(measuring.totals, measuring.totals.recent()).healthy())
                .isFalse();
        measuring.gauges(0.2, 0.5, 0, 0, 100).seconds(12);
        assertThat(HealthRules.now(measuring.totals, measuring.totals.recent()).healthy())
                .isTrue();
    }
}
