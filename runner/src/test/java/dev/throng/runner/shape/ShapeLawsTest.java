package dev.throng.runner.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every shape, over stages drawn at random. */
class ShapeLawsTest {
    private static final long SECOND = 1_000_000_000L;

    static Stream<List<Stage>> stages() {
        return IntStream.range(0, 300).mapToObj(ShapeLawsTest::draw);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void usersChangeExactlyWhereTheNextChangeIsAnnounced(List<Stage> stages) {
        Shape shape = Shapes.stages(stages, 1);
        long at = 0;
        for (long next = shape.nextUserChangeNanos(0); next != Long.MAX_VALUE; next = shape.nextUserChangeNanos(at)) {
            assertThat(next).isGreaterThan(at);
            assertThat(shape.usersAt(next - 1)).isEqualTo(shape.usersAt(at));
            assertThat(shape.usersAt(next)).isNotEqualTo(shape.usersAt(at));
            at = next;
        }
        assertThat(shape.usersAt(at)).isEqualTo(shape.usersAt(shape.lengthNanos()));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void usersComeAndGoSinglyInsideAStage(List<Stage> stages) {
        Shape shape = Shapes.stages(stages, 1);
        for (long at = shape.nextUserChangeNanos(0); at != Long.MAX_VALUE; at = shape.nextUserChangeNanos(at)) {
            if (!startsAt(shape, at)) {
                assertThat(Math.abs(shape.usersAt(at) - shape.usersAt(at - 1))).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void usersStayWithinZeroAndTheMost(List<Stage> stages) {
        Shape shape = Shapes.stages(stages, 1);
        for (long at = 0; at < shape.lengthNanos(); at += SECOND / 7) {
            assertThat(shape.usersAt(at)).isBetween(0, shape.maxUsers());
        }
        assertThat(shape.usersAt(-1)).isZero();
        assertThat(shape.usersAt(shape.lengthNanos())).isZero();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void arrivalsNeverGoBackAndCountTheAreaUnderTheRate(List<Stage> stages) {
        Shape shape = Shapes.stages(even(stages), 1);
        List<Long> due = ArrivalsTest.due(shape);
        assertThat(due).isSorted();
        double area = 0;
        int next = 0;
        for (long at = 0; at < shape.lengthNanos(); at += SECOND / 100) {
            assertThat((double) next).isCloseTo(area, within(1.01));
            area += shape.rateAt(at + SECOND / 200) / 100;
            while (next < due.size() && due.get(next) < at + SECOND / 100) {
                next++;
            }
        }
        assertThat((double) due.size()).isCloseTo(area, within(1.01));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void whoSkipsMeetsTheSameArrivalsAsWhoWalks(List<Stage> stages) {
        Shape shape = Shapes.stages(stages, 1);
        List<Long> due = ArrivalsTest.due(shape);
        for (long from = 0; from < shape.lengthNanos(); from += 3 * SECOND / 7) {
            Shape.Arrivals late = shape.arrivals();
            late.skipTo(from);
            int missed = missed(due, from);
            assertThat(late.number()).isEqualTo(missed);
            assertThat(late.next()).isEqualTo(missed == due.size() ? Long.MAX_VALUE : due.get(missed));
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void anEditChangesNothingBeforeIt(List<Stage> stages) {
        Shape shape = Shapes.stages(stages, 1);
        long instant = shape.lengthNanos() / 3;
        Shape edited = shape.edited(instant, 17, 3);
        for (long at = 0; at < instant; at += SECOND / 13) {
            assertThat(edited.usersAt(at)).isEqualTo(shape.usersAt(at));
            assertThat(edited.rateAt(at)).isEqualTo(shape.rateAt(at));
        }
        assertThat(Math.abs(edited.usersAt(instant) - shape.usersAt(instant))).isLessThanOrEqualTo(1);
        assertThat(edited.lengthNanos()).isEqualTo(shape.lengthNanos());
    }

    private static int missed(List<Long> due, long from) {
        return (int) due.stream().filter(at -> at < from).count();
    }

    private static boolean startsAt(Shape shape, long nanos) {
        return nanos == shape.lengthNanos()
                || IntStream.range(0, shape.stages()).anyMatch(i -> shape.stageStartNanos(i) == nanos);
    }

    private static List<Stage> even(List<Stage> stages) {
        return stages.stream()
                .map(stage -> stage instanceof Stage.Arrive a
                        ? new Stage.Arrive(a.durationNanos(), a.perSecond(), false, a.maxUsers())
                        : stage)
                .toList();
    }

    private static List<Stage> draw(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Stage> stages = new ArrayList<>();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            long nanos = random.nextInt(8) == 0 ? 0 : random.nextInt(1, 800) * (SECOND / 100);
            stages.add(
                    switch (random.nextInt(3)) {
                        case 0 -> new Stage.Spawn(nanos, random.nextInt(60), random.nextInt(1, 400) / 10.0);
                        case 1 -> new Stage.Ramp(nanos, random.nextInt(60));
                        default -> new Stage.Arrive(nanos, random.nextInt(500) / 10.0, random.nextBoolean(), 5);
                    });
        }
        return stages;
    }
}
