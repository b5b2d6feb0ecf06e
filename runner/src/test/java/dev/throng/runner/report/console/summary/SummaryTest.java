package dev.throng.runner.report.console.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.SampleRun;
import dev.throng.runner.report.console.text.Cells;
import dev.throng.runner.report.console.text.Ink;
import dev.throng.runner.verdict.End;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {
    private static final Ink PLAIN = new Ink(false, true);

    @Test
    void everythingHasItsPlaceAndTheVerdictComesLast() throws IOException {
        List<String> lines = Summary.lines(SampleRun.usual().run().result(), 130, PLAIN);
        assertThat(lines).isEqualTo(golden("summary.txt"));
        assertThat(lines.getLast())
                .endsWith(SampleRun.usual().run().result().verdict().message());
    }

    private static List<String> golden(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(SummaryTest.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void aRunWithoutRequestsSaysSo() {
        List<String> lines = Summary.lines(new SampleRun(0, SampleRun.thresholds()).result(), 100, PLAIN);
        assertThat(lines).anyMatch(line -> line.matches("\\s+Aggregated\\s+0\\s+0\\s+–.*"));
        assertThat(lines).contains("✗  p95 < 500ms       no samples  p95: no request was judged");
        assertThat(lines.getLast()).isEqualTo("BROKEN: not a single request was made");
    }

    @Test
    void aComparisonShowsAllRequestsAndWhatBecameWorse() {
        Result before = SampleRun.usual().run().result();
        Result after = SampleRun.usual().slower(2).run().result(End.COMPLETE, Optional.of(before));
        List<String> lines = Summary.lines(after, 130, PLAIN);
        assertThat(lines).anyMatch(line -> line.matches("✗  p95 +136 ms +2.. ms +\\+.* %  all requests"));
        assertThat(lines).anyMatch(line -> line.endsWith("comparisons by name show no regression."));
        assertThat(lines.getLast()).startsWith("FAILED: p50 went from 38.6 ms to ");
    }

    @Test
    void aPassedRunWhoseFilesCouldNotBeWrittenIsNoPlainPass() {
        Result passed = SampleRun.usual().run().result();
        assertThat(Summary.lines(passed, true, 130, PLAIN).getLast()).startsWith("PASSED: ");
        assertThat(Summary.lines(passed, false, 130, PLAIN).getLast()).startsWith("NOT WRITTEN, OTHERWISE PASSED: ");
        Result failed = SampleRun.usual().slower(4).run().result();
        assertThat(Summary.lines(failed, false, 130, PLAIN).getLast()).startsWith("FAILED: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 120, 100, 80, 70})
    void tablesFitTheTerminal(int width) {
        List<String> lines =
                Summary.lines(SampleRun.usual().slower(4).failing(0.1).run().result(), width, PLAIN);
        assertThat(lines.subList(4, 16)).allMatch(line -> Cells.width(line) < width);
    }

    @Test
    void aTerminalOfAsciiGetsAscii() {
        List<String> lines = Summary.lines(SampleRun.usual().slower(4).run().result(), 90, new Ink(false, false));
        assertThat(String.join("", lines)).matches("\\p{ASCII}*");
    }
}
