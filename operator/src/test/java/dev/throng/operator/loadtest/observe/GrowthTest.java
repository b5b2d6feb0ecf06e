package dev.throng.operator.loadtest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.LoadTestStatus;
import dev.throng.operator.loadtest.follow.FakeMasters;
import dev.throng.operator.loadtest.follow.Progress;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final Instant LONG_AGO = NOON.minusSeconds(300);

    private static LoadTestStatus unhealthySince(Instant time) {
        return Serialization.unmarshal("""
                conditions:
                - {type: GeneratorHealthy, status: "False", lastTransitionTime: "%s"}
                """.formatted(time), LoadTestStatus.class);
    }

    private static Present workers(int number, Instant newest) {
        return new Present(Optional.empty(), List.of(), number, Optional.of(newest), List.of(), Optional.empty());
    }

    private static Optional<Progress> said(int ready, String... unhealthy) {
        Progress said = FakeMasters.progress(Progress.State.RUNNING, ready);
        return Optional.of(new Progress(
                said.state(),
                said.startedAt(),
                said.figures(),
                said.ready(),
                said.lost(),
                said.waitingFor(),
                said.silent(),
                List.of(unhealthy),
                said.missed()));
    }

    private static Optional<Integer> due(int most, int there, Instant newest, Instant since, Optional<Progress> said) {
        return Growth.due(Optional.of(most), unhealthySince(since), workers(there, newest), said, NOON);
    }

    @Test
    void aFleetThatHasBeenTheBottleneckForAWhileGetsHalfAsManyAgainUpToItsMost() {
        Instant since = NOON.minusSeconds(10);
        assertThat(due(10, 1, LONG_AGO, since, said(1, "cpu"))).contains(2);
        assertThat(due(10, 4, LONG_AGO, since, said(4, "cpu"))).contains(6);
        assertThat(due(10, 8, LONG_AGO, since, said(8, "cpu"))).contains(10);
        assertThat(due(10, 10, LONG_AGO, since, said(10, "cpu"))).isEmpty();
        assertThat(Growth.due(Optional.empty(), unhealthySince(since), workers(1, LONG_AGO), said(1, "cpu"), NOON))
                .isEmpty();
    }

    @Test
    void aMomentIsNoBottleneck() {
        assertThat(due(10, 1, LONG_AGO, NOON.minusSeconds(9), said(1, "cpu"))).isEmpty();
        assertThat(due(10, 1, LONG_AGO, NOON.minusSeconds(60), said(1))).isEmpty();
    }

    @Test
    void thoseThatWereJustMadeHaveTheirChanceFirst() {
        assertThat(due(10, 2, NOON.minusSeconds(19), LONG_AGO, said(2, "cpu"))).isEmpty();
        assertThat(due(10, 2, LONG_AGO, LONG_AGO, said(1, "cpu"))).isEmpty();
        assertThat(due(10, 2, NOON.minusSeconds(20), LONG_AGO, said(2, "cpu"))).contains(3);
    }

    @Test
    void nothingIsAddedToARunThatEnds() {
        assertThat(due(10, 1, LONG_AGO, LONG_AGO, Optional.of(FakeMasters.progress(Progress.State.STOPPING, 1))))
                .isEmpty();
    }
}
