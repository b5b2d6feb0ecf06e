package dev.throng.runner.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.stats.histogram.EncodedHistogram;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final long MS = 1_000_000;

    private long now = 1_700_000_000_000L;
    private final Recorder recorder = new Recorder(() -> now);
    private final Accumulator accumulator = new Accumulator();

    @Test
    void aSuccessIsOneRequestWithItsThreeTimes() {
        int slot = recorder.slot("Shopper", "/items", "GET");
        recorder.record(slot, 1, 12 * MS, 10 * MS, 4 * MS, 500, 100);
        Snapshot.Row row = cut().rows().getFirst();
        assertThat(row.key()).isEqualTo(new RequestKey("Shopper", "/items", "GET"));
        assertThat(row.phase()).isEqualTo(1);
        assertThat(row.requests()).isOne();
        assertThat(row.failures()).isZero();
        assertThat(row.bytesReceived()).isEqualTo(500);
        assertThat(row.bytesSent()).isEqualTo(100);
        assertThat(row.response().sumMicros()).isEqualTo(12_000);
        assertThat(row.service().sumMicros()).isEqualTo(10_000);
        assertThat(row.firstByte().sumMicros()).isEqualTo(4_000);
    }

    @Test
    void aSlotBelongsToANameForGood() {
        int slot = recorder.slot("u", "/a", "GET");
        assertThat(recorder.slot("u", "/b", "GET")).isNotEqualTo(slot);
        assertThat(recorder.slot("u", "/a", "POST")).isNotEqualTo(slot);
        assertThat(recorder.slot("u", "/a", "GET")).isEqualTo(slot);
    }

    @Test
    void aFailureCountsAsARequestAndByItsMessage() {
        int slot = recorder.slot("u", "/a", "GET");
        recorder.recordFailure(slot, 0, 7 * MS, 6 * MS, 5 * MS, 20, 10, FailureKind.STATUS, "status 500");
        now += 3000;
        recorder.recordFailure(slot, 0, 8 * MS, 6 * MS, 5 * MS, 20, 10, FailureKind.STATUS, "status 500");
        Snapshot snapshot = cut();
        assertThat(snapshot.rows().getFirst().requests()).isEqualTo(2);
        assertThat(snapshot.rows().getFirst().failures()).isEqualTo(2);
        assertThat(snapshot.rows().getFirst().response().total()).isEqualTo(2);
        assertThat(snapshot.failures())
                .containsExactly(new Snapshot.Failures(
                        new RequestKey("u", "/a", "GET"), 0, FailureKind.STATUS, "status 500", 2, now - 3000, now));
        assertThat(snapshot.counters()).isEmpty();
    }

    @Test
    void whatWasNeverSentHasNoServiceTimeAndIsATermOfTheIdentity() {
        int slot = recorder.slot("u", "/a", "GET");
        recorder.recordFailure(slot, 0, MS, -1, -1, 0, 0, FailureKind.CONNECT, "connection refused");
        Snapshot snapshot = cut();
        assertThat(snapshot.rows().getFirst().service()).isEqualTo(EncodedHistogram.EMPTY);
        assertThat(snapshot.rows().getFirst().firstByte()).isEqualTo(EncodedHistogram.EMPTY);
        assertThat(snapshot.counters()).isEqualTo(Map.of(Snapshot.Counter.NEVER_SENT, 1L));
    }

    @Test
    void aStalledSampleIsCountedAndNothingElse() {
        int slot = recorder.slot("u", "/a", "GET");
        recorder.recordStalled(slot, 0, 20, 10, false);
        Snapshot snapshot = cut();
        assertThat(snapshot.rows().getFirst().requests()).isOne();
        assertThat(snapshot.rows().getFirst().failures()).isZero();
        assertThat(snapshot.rows().getFirst().response().total()).isZero();
        assertThat(snapshot.counters()).isEqualTo(Map.of(Snapshot.Counter.STALLED, 1L));
    }

    @Test
    void aStalledSampleThatFailedIsNoFailureButIsToldOf() {
        recorder.recordStalled(recorder.slot("u", "/a", "GET"), 0, 20, 10, true);
        Snapshot snapshot = cut();
        assertThat(snapshot.rows().getFirst().failures()).isZero();
        assertThat(snapshot.counters())
                .isEqualTo(Map.of(Snapshot.Counter.STALLED, 1L, Snapshot.Counter.STALLED_FAILED, 1L));
    }

    @Test
    void phasesAreKeptApart() {
        int slot = recorder.slot("u", "/a", "GET");
        recorder.record(slot, 0, MS, MS, MS, 0, 0);
        recorder.record(slot, 2, MS, MS, MS, 0, 0);
        recorder.record(slot, 2, MS, MS, MS, 0, 0);
        assertThat(cut().rows())
                .extracting(Snapshot.Row::phase, Snapshot.Row::requests)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0, 1L), org.assertj.core.groups.Tuple.tuple(2, 2L));
    }

    @Test
    void everySampleIsInExactlyOneInterval() {
        int slot = recorder.slot("u", "/a", "GET");
        long counted = 0;
        for (int interval = 0; interval < 100; interval++) {
            for (int i = 0; i < interval; i++) {
                recorder.record(slot, interval / 10, i * MS, i * MS, i * MS, 1, 1);
                recorder.timing("lag").record(i);
            }
            Snapshot snapshot = cut();
            long total =
                    snapshot.rows().stream().mapToLong(Snapshot.Row::requests).sum();
            assertThat(total).isEqualTo(interval);
            counted += total;
        }
        assertThat(counted).isEqualTo(99 * 100 / 2);
    }

    @Test
    void anIntervalThatIsNotBackYetIsReplacedByANewOne() {
        int slot = recorder.slot("u", "/a", "GET");
        recorder.record(slot, 0, MS, MS, MS, 1, 1);
        Interval first = recorder.flip();
        recorder.record(slot, 0, MS, MS, MS, 1, 1);
        Interval second = recorder.flip();
        assertThat(second).isNotSameAs(first);
        second.recycle();
        first.recycle();
        recorder.record(slot, 0, MS, MS, MS, 1, 1);
        assertThat(cut().rows().getFirst().requests()).isOne();
    }

    @Test
    void severalLoopsMakeOneSnapshot() {
        Recorder other = new Recorder(() -> now);
        recorder.record(recorder.slot("u", "/a", "GET"), 0, MS, MS, MS, 1, 1);
        recorder.add(Snapshot.Counter.LATE, 2);
        other.record(other.slot("u", "/b", "GET"), 0, MS, MS, MS, 1, 1);
        other.record(other.slot("u", "/a", "GET"), 0, 3 * MS, MS, MS, 1, 1);
        other.add(Snapshot.Counter.LATE, 3);
        other.timing("dns").record(5 * MS);
        other.exception("boom", "at line 1");
        accumulator.add(recorder.flip());
        accumulator.add(other.flip());
        Snapshot snapshot = accumulator.snapshot(4, 10, 20, Snapshot.Gauges.NONE);
        assertThat(snapshot.sequence()).isEqualTo(4);
        assertThat(snapshot.rows())
                .extracting(row -> row.key().name(), Snapshot.Row::requests)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("/a", 2L), org.assertj.core.groups.Tuple.tuple("/b", 1L));
        assertThat(snapshot.rows().getFirst().response().sumMicros()).isEqualTo(4_000);
        assertThat(snapshot.counters()).isEqualTo(Map.of(Snapshot.Counter.LATE, 5L));
        assertThat(snapshot.timings().get("dns").total()).isOne();
        assertThat(snapshot.exceptions()).containsExactly(new Snapshot.Exceptions("boom", "at line 1", 1));
    }

    @Test
    void namesBeyondTheLimitCountUnderOther() {
        for (int i = 0; i < RequestKey.MOST + 25; i++) {
            recorder.record(recorder.slot("u", "/item/" + i, "GET"), 0, MS, MS, MS, 1, 1);
        }
        Snapshot snapshot = cut();
        assertThat(snapshot.rows().size()).isEqualTo(RequestKey.MOST + 1);
        assertThat(snapshot.rows())
                .filteredOn(row -> row.key().equals(RequestKey.OTHER))
                .singleElement()
                .extracting(Snapshot.Row::requests)
                .isEqualTo(25L);
        assertThat(snapshot.counters()).isEqualTo(Map.of(Snapshot.Counter.NAMES_FOLDED, 25L));
    }

    @Test
    void aMergedSnapshotSaysTheSameAsItsParts() {
        int slot = recorder.slot("u", "/a", "GET");
        recorder.record(slot, 0, MS, MS, MS, 1, 1);
        Snapshot first = cut();
        recorder.record(slot, 0, 9 * MS, MS, MS, 1, 1);
        recorder.recordFailure(slot, 1, 7 * MS, MS, MS, 1, 1, FailureKind.TIMEOUT, "timeout");
        Snapshot second = cut();
        Snapshot merged = Snapshot.merge(List.of(first, second));
        assertThat(merged.rows()).extracting(Snapshot.Row::requests).containsExactly(2L, 1L);
        assertThat(merged.rows().getFirst().response().maxMicros()).isEqualTo(9_000);
        assertThat(merged.failures()).isEqualTo(second.failures());
        assertThat(merged.fromNanos()).isEqualTo(first.fromNanos());
        assertThat(merged.toNanos()).isEqualTo(second.toNanos());
    }

    @Test
    void recordingAllocatesNothingOnceTheUsualTimesWereSeen() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        int slot = recorder.slot("u", "/a", "GET");
        Recorder.Timing lag = recorder.timing("lag");
        for (int warm = 0; warm < 3; warm++) {
            fill(slot, lag);
            recorder.flip().recycle();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        fill(slot, lag);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
    }

    private void fill(int slot, Recorder.Timing lag) {
        for (int i = 0; i < 10_000; i++) {
            recorder.record(slot, 0, i * 1000L, i * 900L, i * 100L, 1, 1);
            recorder.add(Snapshot.Counter.ITERATIONS, 1);
            lag.record(i);
        }
    }

    private Snapshot cut() {
        Interval interval = recorder.flip();
        accumulator.add(interval);
        interval.recycle();
        Snapshot snapshot = accumulator.snapshot(0, 0, 1, Snapshot.Gauges.NONE);
        accumulator.clear();
        return snapshot;
    }
}
