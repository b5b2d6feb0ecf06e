package dev.throng.runner.cluster.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throng.runner.cluster.worker.Outbox;
import dev.throng.runner.stats.Accumulator;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.histogram.EncodedHistogram;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Laws of the history: nothing is lost, spans follow each other, and it stays small. */
class HistoryTest {
    private static final long SECOND = 1_000_000_000;
    private static final long NO_LIMIT = Long.MAX_VALUE;

    /** Interval n has n requests. */
    private static Span interval(long n) {
        LatencyHistogram times = new LatencyHistogram();
        times.record(n);
        EncodedHistogram encoded = times.encode();
        Snapshot empty = new Accumulator().snapshot(n, n * SECOND, (n + 1) * SECOND, Snapshot.Gauges.NONE);
        Snapshot.Row row = new Snapshot.Row(new RequestKey("u", "n", "GET"), 0, n, 0, 0, 0, encoded, encoded, encoded);
        return new Span(
                n,
                n,
                new Snapshot(
                        n,
                        empty.fromNanos(),
                        empty.toNanos(),
                        List.of(row),
                        List.of(),
                        List.of(),
                        empty.counters(),
                        empty.gauges(),
                        empty.timings(),
                        List.of()));
    }

    private static History filled(History history, long intervals) {
        for (long n = history.next(); n < intervals; n++) {
            history.add(interval(n));
        }
        return history;
    }

    private static long requests(List<Span> spans) {
        return spans.stream()
                .flatMap(span -> span.snapshot().rows().stream())
                .mapToLong(Snapshot.Row::requests)
                .sum();
    }

    private static void assertWhole(History history, long intervals) {
        List<Span> spans = history.from(0);
        long next = 0;
        for (Span span : spans) {
            assertThat(span.first()).isEqualTo(next);
            assertThat(span.snapshot().fromNanos()).isEqualTo(span.first() * SECOND);
            assertThat(span.snapshot().toNanos()).isEqualTo(span.next() * SECOND);
            next = span.next();
        }
        assertThat(next).isEqualTo(intervals).isEqualTo(history.next());
        assertThat(requests(spans)).isEqualTo(intervals * (intervals - 1) / 2);
    }

    @Test
    void nothingIsLostWhateverIsMergedWithWhat() {
        for (int resolution : new int[] {0, 1, 4, 32}) {
            for (long intervals : new long[] {1, 2, 15, 16, 17, 1000, 3600}) {
                assertWhole(filled(new History(resolution, 16, NO_LIMIT), intervals), intervals);
            }
        }
    }

    @Test
    void anHourIsAHundredSpansAndADayNotManyMore() {
        assertThat(filled(new History(32, 16, NO_LIMIT), 3600).size()).isLessThan(260);
        assertThat(filled(new History(4, 16, NO_LIMIT), 86_400).size()).isLessThan(90);
        assertThat(filled(new History(0, 16, NO_LIMIT), 86_400).size()).isLessThanOrEqualTo(17);
    }

    @Test
    void spansGrowCoarserWithAge() {
        List<Span> spans = filled(new History(16, 16, NO_LIMIT), 3600).from(0);
        assertThat(spans.getFirst().intervals()).isGreaterThan(50);
        assertThat(spans.getLast().intervals()).isOne();
        for (Span span : spans) {
            assertThat(span.intervals()).isLessThanOrEqualTo(Math.max(1, (3600 - span.last()) / 16));
        }
    }

    @Test
    void whatWeighsTooMuchIsMergedFurther() {
        History light = filled(new History(32, 16, 20_000), 3600);
        assertThat(light.size()).isLessThan(40);
        assertWhole(light, 3600);
    }

    @Test
    void aFenceStaysUntilItIsTakenAway() {
        History history = new History(0, 4, NO_LIMIT);
        history.fence(10);
        filled(history, 100);
        assertThat(history.at(10)).isPresent();
        assertThat(history.from(10).getFirst().first()).isEqualTo(10);

        history.unfenceBefore(50, java.util.Set.of());
        filled(history, 200);
        assertThat(history.at(10)).isEmpty();
        assertWhole(history, 200);
    }

    @Test
    void aGapIsRefused() {
        assertThatThrownBy(() -> filled(new History(0, 4, NO_LIMIT), 3).add(interval(4)))
                .hasMessageContaining("interval 3 expected");
    }

    /** Whatever was sent, lost and acknowledged: a master that asks for what it has not counted gets exactly that. */
    @Test
    void wherverAMasterStoppedCountingTheOutboxCanGoOn() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            History history = new History(random.nextInt(3), 1 + random.nextInt(8), NO_LIMIT);
            Outbox outbox = new Outbox(history);
            long counted = 0;
            long requests = 0;
            outbox.welcome(0);
            for (long n = 0; n < 400; n++) {
                history.add(interval(n));
                boolean reached = random.nextInt(3) > 0;
                for (Span span = outbox.poll().orElse(null);
                        span != null;
                        span = outbox.poll().orElse(null)) {
                    if (reached && span.first() == counted) {
                        counted = span.next();
                        requests += requests(List.of(span));
                    }
                }
                switch (random.nextInt(4)) {
                    case 0 -> outbox.acknowledged(counted, counted);
                    case 1 -> outbox.resend(counted);
                    case 2 -> outbox.welcome(counted);
                    default -> outbox.beat();
                }
            }
            outbox.welcome(counted);
            while (counted < 400) {
                Span span = outbox.poll().orElseThrow();
                assertThat(span.first()).isEqualTo(counted);
                counted = span.next();
                requests += requests(List.of(span));
                outbox.acknowledged(counted, counted);
            }
            assertThat(requests).as("seed %d", seed).isEqualTo(400 * 399 / 2);
            assertThat(history.size()).isLessThan(150);
        }
    }

    /** Five hours without a master: what waits for it grows with the logarithm of time, and none of it is lost. */
    @Test
    void aMasterThatIsAwayForHoursCostsAWorkerNoMoreMemory() {
        History history = new History(32, 16, 32 << 20);
        Outbox outbox = new Outbox(history);
        outbox.welcome(0);
        filled(history, 3_600);
        long afterAnHour = history.bytes();
        filled(history, 5 * 3_600);
        assertThat(history.bytes()).isLessThan(afterAnHour * 3 / 2);
        assertThat(history.size()).isLessThan(350);

        outbox.welcome(0);
        long requests = 0;
        for (Span span = outbox.poll().orElse(null);
                span != null;
                span = outbox.poll().orElse(null)) {
            requests += requests(List.of(span));
            outbox.acknowledged(span.next(), span.next());
        }
        assertThat(outbox.allAcknowledged()).isTrue();
        assertThat(requests).isEqualTo(18_000L * 17_999 / 2);
    }
}
