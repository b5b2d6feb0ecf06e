package dev.throng.runner.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.stats.total.Live;
import dev.throng.runner.web.FakeRun;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalTest {
    private final Journal journal = new Journal(() -> Instant.EPOCH);

    /** What is noted between one state and another of a run. */
    private List<String> between(FakeRun run, int seconds) {
        Live before = run.live();
        run.advance(seconds);
        journal.note(before, run.live());
        return journal.from(0).stream().map(Journal.Line::text).toList();
    }

    @Test
    void stagesAndStatesAreNoted() {
        FakeRun run = new FakeRun(FakeRun.staged(1), FakeRun.shop(), 1);
        run.advance(20);
        assertThat(between(run, 20)).contains("Running", "Now in baseline");
    }

    @Test
    void aBottleneckIsNotedOnce() {
        FakeRun run = new FakeRun(FakeRun.staged(1), FakeRun.shop(), 1);
        run.advance(100);
        run.saturate();
        between(run, 20);
        between(run, 20);
        assertThat(journal.from(0))
                .filteredOn(line -> line.text().startsWith("The generator is the bottleneck"))
                .hasSize(1);
    }

    @Test
    void aMissedThresholdIsNotedWithWhatWasMeasured() {
        FakeRun run = new FakeRun(FakeRun.staged(1), FakeRun.hostile(), 1);
        run.advance(1);
        assertThat(between(run, 60)).anyMatch(text -> text.matches("failureRate < 1% is missed: .* %"));
    }

    @Test
    void onlyTheLastLinesAreKept() {
        for (int i = 0; i < 700; i++) {
            journal.add(Journal.Level.INFO, "line " + i);
        }
        assertThat(journal.from(0))
                .hasSize(500)
                .last()
                .extracting(Journal.Line::text)
                .isEqualTo("line 699");
        assertThat(journal.next()).isEqualTo(700);
    }
}
