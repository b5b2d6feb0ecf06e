package dev.throng.runner.report.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.plan.Phase;
import dev.throng.runner.report.SampleRun;
import dev.throng.runner.report.console.text.Cells;
import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.report.console.text.Screen;
import dev.throng.runner.report.console.text.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveFrameTest {
    private static final Ink PLAIN = new Ink(false, true);
    private static final long SECOND = 1_000_000_000;

    @ParameterizedTest
    @CsvSource({"200, 50", "100, 30", "80, 24", "60, 20", "42, 12"})
    void aFrameIsNeverWiderNorHigherThanTheTerminal(int width, int height) {
        SampleRun run = SampleRun.usual().slower(4).failing(0.1).run();
        List<String> lines = LiveFrame.lines(Heading.of(run.plan()), run.live(60), new Screen(width, height, PLAIN));
        assertThat(lines).hasSizeLessThan(height);
        assertThat(lines).allMatch(line -> Cells.width(line) <= width);
    }

    @Test
    void aFrameShowsLoadTimesNamesThresholdsAndErrors() {
        SampleRun run = SampleRun.usual().run();
        String frame =
                String.join("\n", LiveFrame.lines(Heading.of(run.plan()), run.live(60), new Screen(120, 50, PLAIN)));
        assertThat(frame)
                .contains("items-api → http://items.shop.svc:8000  running")
                .contains("requests/s 299")
                .contains("last 10 s   p50 ")
                .contains("judged      p50 38.6 ms   p95 136 ms")
                .contains("✓ p95 < 500ms 136 ms")
                .contains(" × connection refused  ")
                .contains("workers 2");
    }

    @Test
    void beforeTheFirstRequestItIsShort() {
        SampleRun run = SampleRun.usual();
        List<String> lines = LiveFrame.lines(Heading.of(run.plan()), run.live(0), new Screen(100, 40, PLAIN));
        assertThat(lines).contains(" last 10 s   p50 –   p95 –   p99 –   max –");
    }

    @Test
    void theBarHasAGapBetweenStages() {
        List<Phase> phases = List.of(
                new Phase(0, "warm-up", false, 0, 10 * SECOND),
                new Phase(1, "stage 1", true, 10 * SECOND, 40 * SECOND));
        assertThat(ProgressBar.of(phases, 0, 40 * SECOND, 20, PLAIN)).isEqualTo("───── ──────────────");
        assertThat(ProgressBar.of(phases, 20 * SECOND, 40 * SECOND, 20, PLAIN)).isEqualTo("━━━━━ ━━━━──────────");
        assertThat(ProgressBar.of(phases, 40 * SECOND, 40 * SECOND, 20, PLAIN)).isEqualTo("━━━━━ ━━━━━━━━━━━━━━");
    }

    @Test
    void aLogGetsALineEveryFiveSecondsAndOneForWhatChanges() {
        SampleRun run = SampleRun.usual().slower(4);
        PlainLines log = new PlainLines(PLAIN);
        List<String> lines = new ArrayList<>();
        for (int second = 0; second < 20; second++) {
            run.second(second);
            lines.addAll(log.lines(run.live(second + 1)));
        }
        assertThat(lines.stream().map(line -> line.replaceAll("  users.*|, measured.*", "")))
                .containsExactly(
                        "0:01 warm-up",
                        "0:01",
                        "0:05",
                        "0:10 stage 1",
                        "0:10",
                        "0:11 threshold missed for now: p95 < 500ms",
                        "0:15",
                        "0:20");
    }

    @Test
    void theViewWritesWhatItWasGivenAndEnds() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SampleRun run = SampleRun.usual();
        run.second(0);
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        ConsoleView view = new ConsoleView(run.plan(), Terminal.plain(stream));
        view.accept(run.live(1));
        view.close();
        view.accept(run.live(1));
        assertThat(out.toString(StandardCharsets.UTF_8)).matches("(?s)(0:01 warm-up\n0:01 .*)?");
    }
}
