package dev.throng.runner.verdict.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.throng.runner.plan.SearchPlan;
import dev.throng.runner.plan.SearchPlan.Unit;
import dev.throng.runner.verdict.capacity.Step.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchTest {
    @Test
    void growsUntilItBreaksAndNarrowsDown() {
        Search search = drive(plan(Unit.ARRIVALS, 1000), load -> excess(load - 318));
        assertThat(search.ending()).contains(Ending.FOUND);
        assertThat(search.low()).isLessThanOrEqualTo(318).isGreaterThan(318 / 1.05);
        assertThat(search.high()).isGreaterThan(318).isLessThan(318 * 1.05);
        assertThat(search.probes()).isLessThanOrEqualTo(12);
    }

    @Test
    void goesBackToWhatHeldAfterEachLoadThatBroke() {
        Search search = drive(plan(Unit.USERS, 500), load -> excess(load - 77));
        List<Step> steps = search.steps();
        for (int i = 0; i + 1 < steps.size(); i++) {
            if (steps.get(i).verdict() == Step.Verdict.BROKE) {
                assertThat(steps.get(i + 1).purpose()).isEqualTo(Purpose.RECOVERY);
                assertThat(steps.get(i + 1).window().load())
                        .isLessThan(steps.get(i).window().load());
            }
        }
        assertThat(search.low()).isBetween(74.0, 77.0);
    }

    @Test
    void aLoadTooCloseToCallIsTriedAgain() {
        Search search = drive(plan(Unit.ARRIVALS, 1000), load -> Math.abs(load - 60) < 1 ? -0.5 : excess(load - 61));
        assertThat(search.steps()).anyMatch(step -> step.purpose() == Purpose.REPEAT);
        assertThat(search.low()).isBetween(58.0, 62.0);
    }

    @Test
    void whatAFullTargetAnswersIsTheMostItCanHold() {
        Search search = Search.begin(plan(Unit.ARRIVALS, 1000));
        while (!search.over()) {
            double load = search.drive().orElseThrow().load();
            search = search.judged(answering(load, Math.min(load, 290), excess(load - 286)));
        }
        assertThat(search.ceiling()).isEqualTo(290);
        assertThat(search.ending()).contains(Ending.FOUND);
        assertThat(Capacity.of(search).load()).isBetween(275.0, 290.0);
        assertThat(search.probes()).isLessThanOrEqualTo(8);
    }

    @Test
    void whatATargetDoesUnderTooMuchLoadIsNoBoundWhereMoreHeld() {
        Search search = Search.begin(plan(Unit.ARRIVALS, 1000));
        while (!search.over()) {
            double load = search.drive().orElseThrow().load();
            search = search.judged(answering(load, load > 400 ? 200 : load, excess(load - 400)));
        }
        assertThat(Capacity.of(search).load()).isBetween(384.0, 400.0);
    }

    @Test
    void saysWhenEvenTheMostHoldsOrNothingDoes() {
        assertThat(drive(plan(Unit.ARRIVALS, 100), load -> -9).ending()).contains(Ending.MOST_HELD);
        assertThat(drive(plan(Unit.USERS, 100), load -> 9).ending()).contains(Ending.NOTHING_HELD);
    }

    @Test
    void aTargetThatDoesNotComeBackEndsIt() {
        List<Double> broken = new ArrayList<>();
        Search search = drive(plan(Unit.ARRIVALS, 1000), load -> {
            if (load > 300 || !broken.isEmpty()) {
                broken.add(load);
                return 9;
            }
            return -9;
        });
        assertThat(search.ending()).contains(Ending.NOT_RECOVERED);
        assertThat(search.low()).isPositive();
    }

    @Test
    void aGeneratorAtItsLimitBlamesNobody() {
        Search search = Search.begin(plan(Unit.ARRIVALS, 1000));
        while (!search.over()) {
            double load = search.drive().orElseThrow().load();
            search = search.judged(window(load, excess(load - 300), Optional.of("a loop was saturated")));
        }
        assertThat(search.ending()).contains(Ending.GENERATOR);
        assertThat(search.high()).isInfinite();
    }

    @Test
    void queuesAndLimitsAreFoundWithinAFewPercent() {
        for (int seed = 0; seed < 1; seed++) {
            near(new SimulatedTarget.RateLimited(130, seed), Unit.ARRIVALS, 1000);
            near(new SimulatedTarget.Queue(16, 20, 500, seed), Unit.ARRIVALS, 1000);
        }
    }

    private static void near(SimulatedTarget target, Unit unit, double most) {
        double found = target.search(plan(unit, most)).capacity();
        assertThat(found / target.truth()).isCloseTo(1, within(0.07));
    }

    @Test
    void theLawIsFittedToTheCurveOrSaidToBeNone() {
        List<Window> lawful = new ArrayList<>();
        List<Window> lawless = new ArrayList<>();
        for (int n = 1; n <= 64; n *= 2) {
            double throughput = 100.0 * n / (1 + 0.05 * (n - 1) + 0.002 * n * (n - 1));
            lawful.add(curve(n, throughput));
            lawless.add(curve(n, n % 3 == 1 ? 900 : 100));
        }
        Scalability law = Scalability.of(lawful).orElseThrow();
        assertThat(law.sigma()).isCloseTo(0.05, within(1e-3));
        assertThat(law.kappa()).isCloseTo(0.002, within(1e-4));
        assertThat(law.mostAt()).isCloseTo(Math.sqrt(0.95 / 0.002), within(0.5));
        assertThat(law.error()).isLessThan(1e-6);
        assertThat(Scalability.of(lawless)).isEmpty();
    }

    private interface Target {
        double excess(double load);
    }

    private static double excess(double beyond) {
        return beyond > 0 ? 9 : -9;
    }

    private static Search drive(SearchPlan plan, Target target) {
        Search search = Search.begin(plan);
        while (!search.over()) {
            double load = search.drive().orElseThrow().load();
            assertThat(load).isPositive().isLessThanOrEqualTo(plan.most());
            search = search.judged(window(load, target.excess(load), Optional.empty()));
        }
        return search;
    }

    private static Window answering(double load, double answered, double excess) {
        return window(load, answered, excess, Optional.empty());
    }

    private static Window window(double load, double excess, Optional<String> generator) {
        return window(load, load, excess, generator);
    }

    private static Window window(double load, double answered, double excess, Optional<String> generator) {
        Objective objective = new Objective(
                "p95 < 1s",
                Optional.empty(),
                1,
                "1 s",
                1000,
                Optional.empty(),
                excess,
                Double.NaN,
                Double.NaN,
                Double.NaN);
        return new Window(load, 0, 30, answered, answered, 1, 2, 3, 0, 1, List.of(objective), false, generator, 0.1);
    }

    private static Window curve(double concurrency, double throughput) {
        return new Window(
                throughput,
                0,
                30,
                throughput,
                throughput,
                1,
                2,
                3,
                0,
                concurrency,
                List.of(),
                false,
                Optional.empty(),
                0);
    }

    private static SearchPlan plan(Unit unit, double most) {
        return new SearchPlan(
                unit,
                most / 50,
                most,
                0.04,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                12,
                Optional.empty());
    }
}
