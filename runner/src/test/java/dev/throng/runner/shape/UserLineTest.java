package dev.throng.runner.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserLineTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void usersStartOneByOneAtTheSpawnRateTheFirstAtOnce() {
        Shape shape = Shapes.stages(List.of(new Stage.Spawn(10 * SECOND, 4, 2)), 0);

        assertThat(changes(shape)).containsExactly("0.5s 2", "1.0s 3", "1.5s 4", "10.0s 0");
        assertThat(shape.usersAt(0)).isEqualTo(1);
    }

    @Test
    void theGuidesSpikeFollowsItsTimeline() {
        Shape shape = Shapes.stages(
                List.of(
                        new Stage.Spawn(120 * SECOND, 50, 1),
                        new Stage.Spawn(60 * SECOND, 200, 50),
                        new Stage.Spawn(120 * SECOND, 200, 50),
                        new Stage.Spawn(60 * SECOND, 50, 50),
                        new Stage.Spawn(120 * SECOND, 50, 1)),
                0);

        assertThat(usersAt(shape, 0, 25, 50, 119, 121, 122, 123, 299, 301, 302, 303, 479, 480))
                .containsExactly(1, 26, 50, 50, 101, 151, 200, 200, 150, 100, 50, 50, 0);
        assertThat(shape.maxUsers()).isEqualTo(200);
        assertThat(shape.lengthNanos()).isEqualTo(480 * SECOND);
    }

    @Test
    void withoutSpawnRateTheLineEndsWithTheStage() {
        Shape shape = Shapes.stages(
                List.of(new Stage.Ramp(4 * SECOND, 4), new Stage.Ramp(2 * SECOND, 4), new Stage.Ramp(4 * SECOND, 2)),
                0);

        assertThat(changes(shape)).containsExactly("1.0s 2", "2.0s 3", "3.0s 4", "8.0s 3", "10.0s 0");
    }

    @Test
    void aStageThatIsTooShortForItsRateHandsOnTheUsersThatAreThere() {
        Shape shape = Shapes.stages(List.of(new Stage.Spawn(2 * SECOND, 100, 2), new Stage.Spawn(SECOND, 0, 8)), 0);

        assertThat(changes(shape))
                .containsExactly("0.5s 2", "1.0s 3", "1.5s 4", "2.125s 3", "2.25s 2", "2.375s 1", "2.5s 0");
    }

    @Test
    void aStageOfNoLengthIsAJump() {
        Shape shape = Shapes.stages(List.of(new Stage.Ramp(0, 7), new Stage.Ramp(SECOND, 7)), 0);

        assertThat(changes(shape)).containsExactly("1.0s 0");
        assertThat(shape.usersAt(0)).isEqualTo(7);
        assertThat(shape.stageAt(0)).isEqualTo(1);
    }

    @Test
    void duringArrivalStagesThereAreNoUsersOfTheClosedModel() {
        Shape shape = Shapes.stages(
                List.of(
                        new Stage.Ramp(0, 3),
                        new Stage.Ramp(SECOND, 3),
                        new Stage.Arrive(SECOND, 10, false, 50),
                        new Stage.Spawn(SECOND, 2, 4)),
                0);

        assertThat(changes(shape)).containsExactly("1.0s 0", "2.0s 1", "2.25s 2", "3.0s 0");
        assertThat(shape.maxUsers()).isEqualTo(50);
    }

    @Test
    void aShapeWithoutAnEndHoldsForEver() {
        Shape shape = Shapes.constant(3, 1);

        assertThat(shape.lengthNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(shape.usersAt(Long.MAX_VALUE - 1)).isEqualTo(3);
        assertThat(shape.nextUserChangeNanos(2 * SECOND)).isEqualTo(Long.MAX_VALUE);
        assertThat(shape.stageAt(Long.MAX_VALUE - 1)).isZero();
    }

    @Test
    void anEditKeepsThePastAndGoesOnFromTheUsersThatAreThere() {
        Shape shape = Shapes.constant(10, 2).edited(2 * SECOND + SECOND / 4, 2, 1);

        assertThat(changes(shape))
                .containsExactly("0.5s 2", "1.0s 3", "1.5s 4", "2.0s 5", "2.75s 4", "3.75s 3", "4.75s 2");
    }

    @Test
    void anEditInsideStagesLastsToTheOldEnd() {
        Shape shape =
                Shapes.stages(List.of(new Stage.Ramp(10 * SECOND, 100)), 0).edited(SECOND, 0, 10);

        assertThat(usersAt(shape, 1, 2, 9)).containsExactly(10, 0, 0);
        assertThat(shape.lengthNanos()).isEqualTo(10 * SECOND);
    }

    @Test
    void anInteractiveRunWaitsForItsFirstEditAndTakesMore() {
        Shape shape = Shapes.interactive().edited(5 * SECOND, 2, 1).edited(7 * SECOND, 0, 2);

        assertThat(changes(shape)).containsExactly("5.0s 1", "6.0s 2", "7.5s 1", "8.0s 0");
    }

    @Test
    void aRunThatIsCutOffKeepsTheSlopeOfItsRamp() {
        Shape shape = Shapes.stages(List.of(new Stage.Ramp(10 * SECOND, 10), new Stage.Ramp(SECOND, 0)), 0, 2 * SECOND);

        assertThat(changes(shape)).containsExactly("1.0s 2", "2.0s 0");
        assertThat(shape.lengthNanos()).isEqualTo(2 * SECOND);
    }

    @Test
    void scalingKeepsTheForm() {
        Stage spawn = new Stage.Spawn(100 * SECOND, 50, 1).scaled(0.1, 0.5);

        assertThat(spawn).isEqualTo(new Stage.Spawn(10 * SECOND, 25, 5));
        assertThat(new Stage.Ramp(10 * SECOND, 1).scaled(1, 0.01)).isEqualTo(new Stage.Ramp(10 * SECOND, 1));
        assertThat(new Stage.Arrive(10 * SECOND, 500, true, 100).scaled(0.5, 0.1))
                .isEqualTo(new Stage.Arrive(5 * SECOND, 50, true, 10));
    }

    private static List<Integer> usersAt(Shape shape, int... seconds) {
        List<Integer> users = new ArrayList<>();
        for (int second : seconds) {
            users.add(shape.usersAt(second * SECOND));
        }
        return users;
    }

    private static List<String> changes(Shape shape) {
        List<String> changes = new ArrayList<>();
        for (long at = shape.nextUserChangeNanos(0); at != Long.MAX_VALUE; at = shape.nextUserChangeNanos(at)) {
            changes.add((double) at / SECOND + "s " + shape.usersAt(at));
        }
        return changes;
    }
}
