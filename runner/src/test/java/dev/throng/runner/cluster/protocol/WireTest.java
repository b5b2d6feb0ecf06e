package dev.throng.runner.cluster.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throng.runner.cluster.wire.MeasuredProto;
import dev.throng.runner.cluster.wire.WorkersProto;
import dev.throng.runner.dispatch.Assignment;
import dev.throng.runner.dispatch.Lease;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.StatusCount;
import dev.throng.runner.stats.TracedRequest;
import dev.throng.runner.stats.histogram.EncodedHistogram;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is said on one end is what is heard on the other. */
class WireTest {
    private static final WorkerId ID = new WorkerId("worker-3", "a1b2");
    private static final RequestKey KEY = new RequestKey("User", "/items/{id}", "GET");
    private static final RequestKey OTHER = new RequestKey("User", "/ü", "POST");

    private final WorkerWire workerSays = new WorkerWire();
    private final WorkerWire masterHears = new WorkerWire();
    private final MasterWire masterSays = new MasterWire();
    private final MasterWire workerHears = new MasterWire();

    private static EncodedHistogram times(long... micros) {
        LatencyHistogram times = new LatencyHistogram();
        for (long value : micros) {
            times.record(value);
        }
        return times.encode();
    }

    private static Span span(long first, long last) {
        Map<Snapshot.Counter, Long> counters = new EnumMap<>(Snapshot.Counter.class);
        counters.put(Snapshot.Counter.ABORTED, 3L);
        counters.put(Snapshot.Counter.LATE, 1L << 40);
        return new Span(
                first,
                last,
                new Snapshot(
                        last,
                        first * 1_000_000_000,
                        (last + 1) * 1_000_000_000,
                        List.of(
                                new Snapshot.Row(
                                        KEY,
                                        0,
                                        10,
                                        2,
                                        5_000,
                                        700,
                                        times(1, 20_000, 3_000_000),
                                        times(5),
                                        times(4),
                                        List.of(new StatusCount(200, 8, 0), new StatusCount(503, 2, 2))),
                                new Snapshot.Row(
                                        OTHER,
                                        1,
                                        1,
                                        1,
                                        0,
                                        0,
                                        times(9),
                                        EncodedHistogram.EMPTY,
                                        EncodedHistogram.EMPTY)),
                        List.of(new Snapshot.Failures(
                                KEY, 0, FailureKind.STATUS, "503 instead of 200", 2, 1_000, 2_000)),
                        List.of(new Snapshot.Exceptions("boom", "at here", 4)),
                        counters,
                        new Snapshot.Gauges(1, 2, 3, 4, 0.5, 0.25, -1, 0, 5, 6, 7, 8, 9),
                        new TreeMap<>(Map.of("dns", times(100), "connect", times(200, 300))),
                        List.of(new Snapshot.Exchange(OTHER, "503", 1_000, 12.5, "GET /", "HTTP/1.1 503")),
                        List.of("seen enough"),
                        List.of(
                                new TracedRequest(KEY, 1, "a".repeat(32), "b".repeat(16), 1_000, 12.5, ""),
                                new TracedRequest(OTHER, 0, "c".repeat(32), "d".repeat(16), 2_000, 0.5, "503"))));
    }

    private static Orders orders() {
        Membership membership = new Membership(
                Optional.of(Assignment.initial(List.of(1, 2)).without(1)),
                Map.of(
                        "a",
                        new Membership.Slot("x", 0),
                        "b",
                        new Membership.Slot("", 1),
                        "c",
                        new Membership.Slot("y", -1)));
        return new Orders(
                7,
                1_000,
                Optional.of(new Orders.Start(-5, 1_700_000_000_000L)),
                List.of(new Orders.Edit(10, 20, 0.5, 0), new Orders.Edit(30, 0, 0, 12.5)),
                30,
                membership,
                List.of(new Orders.Mark(1, 2, "degraded", "b was lost")),
                Optional.of(new Orders.Ending(Orders.Reason.USER, "enough", 40, Duration.ofMillis(1500))),
                Map.of(0, 1_000_000_000_000L, 2, 0L),
                List.of(
                        new Feed(
                                20,
                                40,
                                100,
                                Map.of(0, List.of(new Lease.Range(3, 10, 5)), 7, List.of(new Lease.Range(10, 20, 0)))),
                        Feed.untouched(Long.MAX_VALUE)),
                17,
                new OneTimeProgress(
                        OneTimeProgress.Stage.SET_UP,
                        "[\"t\",7,null]",
                        Optional.of(span(0, 0).snapshot())));
    }

    @Test
    void whatAWorkerSaysIsHeard() throws Exception {
        List<ToMaster> all = List.of(
                new ToMaster.Ping(-1),
                new ToMaster.Hello(
                        1,
                        ID,
                        ToMaster.Kind.WORKER,
                        4,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        false,
                        List.of()),
                new ToMaster.Hello(
                        1,
                        ID,
                        ToMaster.Kind.HOLDER,
                        1,
                        Optional.of("run"),
                        Optional.of("hash"),
                        Optional.of(orders()),
                        9,
                        true,
                        List.of(new ToMaster.Holding(ID, 5))),
                new ToMaster.Ready(),
                new ToMaster.Report(span(0, 0), false),
                new ToMaster.Report(span(1, 8), true),
                new ToMaster.Heartbeat(-3, 4, 5, List.of(6L, 0L)),
                new ToMaster.Held(ID, 9),
                new ToMaster.HandBack(ID, span(0, 3), true),
                new ToMaster.Leaving("SIGTERM"),
                new ToMaster.Trouble("no"));
        for (ToMaster message : all) {
            byte[] bytes = workerSays.write(message).toByteArray();
            assertThat(masterHears.read(WorkersProto.WorkerMessage.parseFrom(bytes)))
                    .isEqualTo(message);
        }
    }

    @Test
    void whatAMasterSaysIsHeard() throws Exception {
        List<ToWorker> all = List.of(
                new ToWorker.Pong(1, -2),
                new ToWorker.Welcome("run", "kind: LoadTest\n", "hash", 12, Orders.NONE),
                new ToWorker.Welcome("run", "", "", 0, orders()),
                new ToWorker.Refused(Refusal.NAME, "taken"),
                new ToWorker.NewOrders(orders()),
                new ToWorker.Ack(3, 2),
                new ToWorker.Resend(4),
                new ToWorker.Hold(ID, span(0, 2), false),
                new ToWorker.Fetch(ID, Long.MAX_VALUE),
                new ToWorker.Release(ID),
                new ToWorker.Dismissed());
        for (ToWorker message : all) {
            byte[] bytes = masterSays.write(message).toByteArray();
            assertThat(workerHears.read(WorkersProto.MasterMessage.parseFrom(bytes)))
                    .isEqualTo(message);
        }
    }

    @Test
    void aKeyIsSpelledOutOnce() {
        assertThat(snapshot(workerSays.write(new ToMaster.Report(span(0, 0), false)))
                        .getKeysList())
                .hasSize(2);
        assertThat(snapshot(workerSays.write(new ToMaster.Report(span(1, 1), false)))
                        .getKeysList())
                .isEmpty();
    }

    private static MeasuredProto.Snapshot snapshot(WorkersProto.WorkerMessage message) {
        return message.getReport().getSpan().getSnapshot();
    }

    @Test
    void nonsenseIsRefusedAsSuch() {
        assertThatThrownBy(() -> masterHears.read(WorkersProto.WorkerMessage.getDefaultInstance()))
                .isInstanceOf(IllegalArgumentException.class);
        workerSays.write(new ToMaster.Report(span(0, 0), false));
        WorkersProto.WorkerMessage withoutKeys = workerSays.write(new ToMaster.Report(span(1, 1), false));
        assertThatThrownBy(() -> masterHears.read(withoutKeys)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
