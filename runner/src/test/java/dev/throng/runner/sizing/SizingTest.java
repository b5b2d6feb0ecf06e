package dev.throng.runner.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.Plans;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.sizing.Sizing.Cost;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizingTest {
    @Test
    void aLoadThatOneWorkerDrivesAtEaseNeedsOne() {
        assertThat(costs(new Cost(0.5, 0.1), new Cost(1, 0.2)).workers()).isEqualTo(1);
    }

    @Test
    void whatAPartCostsSaysWhatTheWholeWould() {
        Sizing sizing = costs(new Cost(0.1, 0.28), new Cost(0.2, 0.56));
        assertThat(sizing.workers()).isEqualTo(4);
        assertThat(sizing.message())
                .isEqualTo("20.0 % of 500/s kept one worker busy for 56.0 % of its time: 4 workers are enough");
    }

    @Test
    void whatWasMeasuredAtTheLimitCountsOnlyWhereItSaysThatMoreIsNeeded() {
        Sizing sizing = costs(new Cost(0.1, 0.6), new Cost(0.2, 0.98));
        assertThat(sizing.workers()).isEqualTo(9);
        assertThat(sizing.message())
                .isEqualTo("10.0 % of 500/s kept one worker busy for 60.0 % of its time, and 20.0 % was at its limit: "
                        + "9 workers are enough");
        assertThat(costs(new Cost(0.1, 0.95), new Cost(0.2, 0.98)).workers()).isEqualTo(7);
    }

    @Test
    void theFirstStepsOfAColdProcessAreNotBelieved() {
        List<Cost> costs = new ArrayList<>(List.of(new Cost(0.01, 0.6)));
        assertThat(Sizing.told(costs)).isFalse();
        costs.add(new Cost(0.02, 0.6));
        assertThat(Sizing.told(costs)).as("half the cost of each").isFalse();
        costs.add(new Cost(0.04, 0.5));
        assertThat(Sizing.told(costs)).isFalse();
        costs.add(new Cost(0.08, 0.88));
        assertThat(Sizing.told(costs)).as("nearly the same").isTrue();
        assertThat(Sizing.of(costs.subList(0, 3), "all").workers()).isEqualTo(18);
    }

    @Test
    void theStairsLeadToThePeakOfEachLoadAndNoFurther() {
        Plan plan = Plans.of("""
                target: http://x
                scenario:
                  users:
                  - {name: A, tasks: [{get: /a}]}
                  - {name: B, tasks: [{get: /b}]}
                stages: [{duration: 1m, users: 50}, {duration: 1m, users: 10}]
                loads: [{name: b, classes: [B], rate: 300/s, runTime: 1m}]
                thresholds: [{expect: p95 < 1s, abortOnFail: true}]
                """);
        Staircase stairs = Staircase.of(plan);
        assertThat(stairs.peaks()).containsExactly(new Peak(50, 0), new Peak(0, 300));
        assertThat(stairs.parts()).hasSize(5).endsWith(1.0).isSorted();

        Plan tried = stairs.over(plan);
        Shape shape = tried.shape().orElseThrow();
        long last = shape.lengthNanos() - 1;
        assertThat(shape.usersAt(last)).isEqualTo(50);
        assertThat(shape.rateAt(last)).isEqualTo(300);
        assertThat(shape.rateAt(0)).isLessThan(21);
        assertThat(tried.thresholds()).isEmpty();
    }

    @Test
    void ofASearchTheMostThatItMayComeToIsTried() {
        Plan plan = Plans.of("""
                target: http://x
                scenario: {users: [{name: A, tasks: [{get: /a}]}]}
                capacity: {maxRate: 700/s}
                thresholds: [{expect: p95 < 1s}]
                """);
        Staircase stairs = Staircase.of(plan);
        assertThat(stairs.peaks()).containsExactly(new Peak(0, 700));
        assertThat(stairs.over(plan).search()).isEmpty();
    }

    @Test
    void aRampsTopIsFound() {
        Plan plan = Plans.of("""
                target: http://x
                scenario: {users: [{name: A, tasks: [{get: /a}]}]}
                stages: [{duration: 10m, rate: 10/s}, {duration: 1s, rate: 900/s}, {duration: 10m, rate: 10/s}]
                """);
        assertThat(Peak.of(plan.shape().orElseThrow()).rate()).isBetween(899.0, 900.0);
    }

    private static Sizing costs(Cost... costs) {
        return Sizing.of(List.of(costs), "500/s");
    }
}
