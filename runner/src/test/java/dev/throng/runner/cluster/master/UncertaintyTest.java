package dev.throng.runner.cluster.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.cluster.master.session.Session;
import dev.throng.runner.cluster.protocol.History;
import dev.throng.runner.cluster.protocol.Span;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.WorkerId;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.shape.Stage;
import dev.throng.runner.stats.Accumulator;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;
import dev.throng.runner.stats.histogram.EncodedHistogram;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A run of 100 s at 90 arrivals a second, which make two requests each. */
class UncertaintyTest {
    private static final long SECOND = 1_000_000_000;

    private final Shape shape =
            Shapes.stages(List.of(new Stage.Arrive(100 * SECOND, OptionalDouble.of(90), 90, false, 100)), 1);
    private final Session worker =
            new Session(new WorkerId("worker-0", "a"), ToMaster.Kind.WORKER, new History(0, 1, 1000), 0);

    @Test
    void itIsWhatWasDueFromThenOn() {
        worker.share().given(1, 0, 1.0 / 3);
        heard(0, 50, 1500);

        assertThat(uncertain(60)).isBetween(600L, 620L);
    }

    @Test
    void whatItHadNotComeToWhenItWasHeardMayFollow() {
        worker.share().given(1, 0, 1.0 / 3);
        heard(0, 50, 1400);

        assertThat(uncertain(60)).isBetween(800L, 820L);
    }

    @Test
    void ordersThatItMayNotHaveHeardCountAndThoseItFollowsReplaceThem() {
        worker.share().given(1, 0, 1.0 / 3);
        worker.share().given(2, 20 * SECOND, 1);
        worker.share().given(3, 30 * SECOND, 1.0 / 3);
        heard(0, 50, 30 * 20 + 90 * 10 + 30 * 20);
        worker.clock(new ToMaster.Heartbeat(0, 0, 2, List.of()), 0);

        assertThat(uncertain(60)).isBetween(1800L, 1850L);

        worker.clock(new ToMaster.Heartbeat(0, 0, 3, List.of()), 0);

        assertThat(uncertain(60)).isBetween(600L, 620L);
    }

    @Test
    void whoNeverHadAPartMadeNothing() {
        assertThat(uncertain(60)).isZero();
    }

    private long uncertain(int endSecond) {
        return new Uncertainty(List.of(worker), Optional.of(shape), 0, endSecond * SECOND, 0).of(session -> true);
    }

    private void heard(int from, int to, long arrivals) {
        Snapshot empty = new Accumulator().snapshot(0, from * SECOND, to * SECOND, Snapshot.Gauges.NONE);
        EncodedHistogram none = EncodedHistogram.EMPTY;
        Snapshot.Row row =
                new Snapshot.Row(new RequestKey("User", "/", "GET"), 0, 2 * arrivals, 0, 0, 0, none, none, none);
        worker.counted(new Span(
                0,
                0,
                new Snapshot(
                        0,
                        empty.fromNanos(),
                        empty.toNanos(),
                        List.of(row),
                        List.of(),
                        List.of(),
                        Map.of(Counter.ARRIVALS, arrivals),
                        empty.gauges(),
                        empty.timings(),
                        List.of())));
    }
}
