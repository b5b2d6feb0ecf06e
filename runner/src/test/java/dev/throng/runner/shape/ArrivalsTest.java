package dev.throng.runner.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aSteadyRateArrivesEvenlyAndExactly() {
        List<Long> due = due(Shapes.stages(steady(10 * SECOND, 100, false), 1));

        assertThat(due).hasSize(1000);
        assertThat(due.getFirst()).isZero();
        assertThat(due.get(1)).isEqualTo(SECOND / 100);
        assertThat(due.getLast()).isEqualTo(999 * SECOND / 100);
    }

    @Test
    void aRampFromNothingArrivesAtTheRootsOfItsArea() {
        List<Long> due = due(Shapes.stages(List.of(new Stage.Arrive(10 * SECOND, 10, false, 9)), 1));

        assertThat(due).hasSize(50);
        assertThat(due.get(2)).isEqualTo(2 * SECOND);
        assertThat(due.get(18)).isEqualTo(6 * SECOND);
    }

    @Test
    void aRampStartsFromTheRateBeforeAndAfterUsersFromNothing() {
        Shape shape = Shapes.stages(
                List.of(
                        new Stage.Arrive(10 * SECOND, 10, false, 9),
                        new Stage.Arrive(10 * SECOND, 20, false, 9),
                        new Stage.Arrive(10 * SECOND, 0, false, 9),
                        new Stage.Ramp(10 * SECOND, 3),
                        new Stage.Arrive(10 * SECOND, 10, false, 9)),
                1);

        assertThat(rates(shape, 0, 5, 10, 15, 20, 25, 35, 40, 45, 50))
                .containsExactly(0.0, 5.0, 10.0, 15.0, 20.0, 10.0, 0.0, 0.0, 5.0, 0.0);
        assertThat(due(shape)).hasSize(50 + 150 + 100 + 50);
    }

    @Test
    void aRateThatFallsToNothingStillPlacesItsLastArrivalInside() {
        List<Long> due = due(Shapes.stages(
                List.of(new Stage.Arrive(0, 100, false, 9), new Stage.Arrive(2 * SECOND, 0, false, 9)), 1));

        assertThat(due).hasSize(100).isSorted();
        assertThat(due.getLast()).isBetween(SECOND, 2 * SECOND - 1);
    }

    @Test
    void poissonArrivalsHaveTheRatesMeanAndItsSpread() {
        List<Long> due = due(Shapes.stages(steady(1000 * SECOND, 100, true), 7));

        assertThat((double) due.size()).isCloseTo(100_000, within(4 * Math.sqrt(100_000)));
        double squares = 0;
        for (int i = 1; i < due.size(); i++) {
            double gap = (due.get(i) - due.get(i - 1)) / 1e7;
            squares += (gap - 1) * (gap - 1);
        }
        assertThat(squares / due.size()).as("variance of exponential distances").isCloseTo(1, within(0.05));
    }

    @Test
    void theSeedAloneDecidesPoissonArrivals() {
        List<Long> once = due(Shapes.stages(steady(SECOND, 50, true), 7));

        assertThat(due(Shapes.stages(steady(SECOND, 50, true), 7))).isEqualTo(once);
        assertThat(due(Shapes.stages(steady(SECOND, 50, true), 8))).isNotEqualTo(once);
    }

    @Test
    void anEditEndsArrivalsAndKeepsThoseBefore() {
        Shape shape = Shapes.stages(steady(10 * SECOND, 100, true), 7);
        Shape edited = shape.edited(4 * SECOND, 5, 5);

        assertThat(due(edited))
                .isEqualTo(due(shape).stream().filter(at -> at < 4 * SECOND).toList());
        assertThat(edited.usersAt(5 * SECOND)).isEqualTo(5);
    }

    @Test
    void aLongRunIsSkippedWithoutWalkingIt() {
        Shape.Arrivals walk =
                Shapes.stages(steady(1_000_000 * SECOND, 1_000_000, false), 1).arrivals();

        walk.skipTo(999_999 * SECOND);

        assertThat(walk.number()).isEqualTo(999_999_000_000L);
        assertThat(walk.next()).isEqualTo(999_999 * SECOND);
    }

    private static List<Stage> steady(long nanos, double rate, boolean poisson) {
        return List.of(new Stage.Arrive(0, rate, poisson, 9), new Stage.Arrive(nanos, rate, poisson, 9));
    }

    private static List<Double> rates(Shape shape, int... seconds) {
        List<Double> rates = new ArrayList<>();
        for (int second : seconds) {
            rates.add(shape.rateAt(second * SECOND));
        }
        return rates;
    }

    static List<Long> due(Shape shape) {
        List<Long> due = new ArrayList<>();
        Shape.Arrivals walk = shape.arrivals();
        for (long at = walk.next(); at != Long.MAX_VALUE; at = walk.next()) {
            due.add(at);
        }
        return due;
    }
}
