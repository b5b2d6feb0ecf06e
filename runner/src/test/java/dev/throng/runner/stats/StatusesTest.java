package dev.throng.runner.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.stats.total.Totals;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusesTest {
    private final Statuses statuses = new Statuses();

    @Test
    void theyAreCountedWithTheirFailuresAscending() {
        IntStream.of(429, 200, 200, 503, 200).forEach(status -> statuses.count(status, status == 503));
        statuses.count(200, true); // a check failed
        statuses.count(0, true); // no answer
        assertThat(statuses.rows())
                .containsExactly(new StatusCount(200, 4, 1), new StatusCount(429, 1, 0), new StatusCount(503, 1, 1));
    }

    @Test
    void aTargetThatInventsStatusesFillsNobodysMemory() {
        for (int status = 999; status >= 100; status--) {
            statuses.count(status, false);
        }
        assertThat(statuses.rows()).hasSize(StatusCount.MOST + 1);
        assertThat(statuses.rows().getLast()).isEqualTo(new StatusCount(StatusCount.OTHER, 900 - StatusCount.MOST, 0));
    }

    @Test
    void theyAddUpOverWorkersAndIntervals() {
        Recorder loop = new Recorder(() -> 0);
        Totals totals = new Totals(phase -> phase > 0);
        for (int i = 0; i < 12; i++) {
            int slot = loop.slot("u", i % 2 == 0 ? "/a" : "/b", "GET");
            loop.record(slot, i % 3 == 0 ? 0 : 1, i % 4 == 0 ? 429 : 200, 1000, 1000, 1000, 10, 10);
            Accumulator interval = new Accumulator();
            interval.add(loop.flip());
            totals.add("worker-" + i % 2, interval.snapshot(i, i, i + 1, Snapshot.Gauges.NONE));
        }
        assertThat(totals.judged().statuses()).containsExactly(new StatusCount(200, 6, 0), new StatusCount(429, 2, 0));
        assertThat(totals.judged("/b").statuses()).isEqualTo(List.of(new StatusCount(200, 4, 0)));
        assertThat(totals.warmup().statuses()).containsExactly(new StatusCount(200, 3, 0), new StatusCount(429, 1, 0));
    }
}
