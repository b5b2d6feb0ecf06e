package dev.throng.runner.verdict.saturation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SaturationTest {
    private static final int SECONDS = 60;

    @Test
    void whatReachesItsLimitFirstIsNamedWithTheKneeAndWhatFollowed() {
        Saturation saturation = Saturation.of(
                List.of(
                        series("items CPU", true, 1, second -> Math.min(0.97, second / 50)),
                        series("db connections", false, 20, second -> Math.min(20, second * 0.6)),
                        series("items memory", true, 1, second -> 0.3)),
                course(35));
        assertThat(saturation.order())
                .extracting(Saturation.Reached::name)
                .containsExactly("db connections", "items CPU");
        assertThat(saturation.order().getFirst().second()).isCloseTo(19 / 0.6, within(0.5));
        assertThat(saturation.knee().orElseThrow().second()).isEqualTo(35);
        assertThat(saturation.sentence("arrivals"))
                .contains("at 32.0/s db connections 20 of 20 gave out first, p95 rose from 10.0 ms to 500 ms,"
                        + " later items CPU at 97.0 % of its limit");
    }

    @Test
    void aPeakIsNoLimitReached() {
        Saturation saturation =
                Saturation.of(List.of(series("items CPU", true, 1, second -> second == 20 ? 1 : 0.4)), course(100));
        assertThat(saturation.order()).isEmpty();
        assertThat(saturation.sentence("arrivals")).isEmpty();
    }

    @Test
    void whatIsReachedLongAfterTheKneeDidNotBringItAbout() {
        Saturation saturation =
                Saturation.of(List.of(series("items memory", true, 1, second -> second > 55 ? 1 : 0.4)), course(20));
        assertThat(saturation.first()).isEmpty();
        assertThat(saturation.order()).hasSize(1);
    }

    @Test
    void whatWasWellOnItsWayAtTheKneeDidBringItAbout() {
        Saturation saturation =
                Saturation.of(List.of(series("items CPU", true, 1, second -> Math.min(1, second / 50))), course(30));
        assertThat(saturation.first().orElseThrow().name()).isEqualTo("items CPU");
        assertThat(saturation.sentence("arrivals").orElseThrow())
                .contains("items CPU at 100 % of its limit gave out first");
    }

    @Test
    void aKneeWithoutAnyLimitReachedIsSaidToBeSo() {
        Saturation saturation = Saturation.of(List.of(series("items CPU", true, 1, second -> 0.5)), course(30));
        assertThat(saturation.sentence("users"))
                .contains(
                        "at 30 users p95 rose from 10.0 ms to 500 ms, and nothing that was observed had reached its limit");
    }

    @Test
    void aNumberWithoutALimitIsOnlyShown() {
        Observed restarts = series("restarts", false, Double.NaN, second -> second);
        assertThat(Saturation.of(List.of(restarts), course(100)).order()).isEmpty();
        assertThat(restarts.most(10, 20)).isEqualTo(20);
        assertThat(restarts.least(10, 20)).isEqualTo(10);
    }

    private static Observed series(String name, boolean share, double limit, DoubleUnaryOperator value) {
        List<Double> seconds = IntStream.rangeClosed(0, SECONDS)
                .mapToObj(second -> (double) second)
                .toList();
        return new Observed(
                name, seconds, seconds.stream().map(value::applyAsDouble).toList(), limit, share, Optional.empty());
    }

    /** One arrival per second more each second. */
    private static List<Load> course(int knee) {
        List<Load> course = new ArrayList<>();
        for (int second = 0; second < SECONDS; second++) {
            course.add(new Load(second, second, second, second >= knee ? 500 : 10, 0));
        }
        return course;
    }
}
