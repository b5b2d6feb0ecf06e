package dev.throng.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.report.html.HtmlReport;
import dev.throng.runner.verdict.End;
import dev.throng.runner.verdict.Verdict.Outcome;
import dev.throng.runner.verdict.history.Past;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final double PER_RUN = 1.02;

    /** Eight runs, each 2 % slower than the one before: no two of them are told apart. */
    private static List<Result> creeping() {
        List<Result> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            runs.add(run(Math.pow(PER_RUN, i), i).after(runs).run().result());
        }
        return runs;
    }

    private static SampleRun run(double slowness, int hour) {
        return new SampleRun(60, List.of())
                .slower(slowness)
                .failing(0)
                .startingAt(SampleRun.START.plusSeconds(3600L * hour));
    }

    @Test
    void aRunKnowsThoseBeforeItAndSaysWhatCreptAway() throws Exception {
        List<Result> runs = creeping();
        assertThat(runs.get(1).verdict().outcome()).isEqualTo(Outcome.PASSED);
        Result last = runs.getLast();
        assertThat(last.findings().history().runs())
                .hasSize(8)
                .isSortedAccordingTo(java.util.Comparator.comparing(Past::startedAt));
        assertThat(runs).anySatisfy(run -> {
            assertThat(run.verdict().outcome()).isEqualTo(Outcome.FAILED);
            assertThat(run.verdict().message()).contains("crept from ", " per run (");
        });
        Result failed = runs.stream()
                .filter(run -> run.verdict().outcome() == Outcome.FAILED)
                .findFirst()
                .orElseThrow();
        assertThat(failed.regression()).contains(true);
        assertThat(JunitXml.of(failed)).contains("name=\"trend: p95\"").contains("crept from");
        assertThat(Markdown.of(failed)).contains("crept from");
        StringBuilder page = new StringBuilder();
        HtmlReport.write(failed, page);
        assertThat(page).contains("The last ", "crept from", "this run");

        ByteArrayOutputStream json = new ByteArrayOutputStream();
        ResultJson.write(failed, json);
        assertThat(ResultJson.read(new ByteArrayInputStream(json.toByteArray()))
                        .findings()
                        .history())
                .isEqualTo(failed.findings().history());
    }

    @Test
    void whatCanNotBeComparedIsNoneOfThem() {
        Result stopped = run(1, 0).run().result(End.INTERRUPTED, Optional.empty());
        Result whole = run(1, 1).run().result();
        Result now = run(1, 2).after(List.of(stopped, whole)).run().result();
        assertThat(now.findings().history().runs()).hasSize(2);
        assertThat(now.regression()).isEmpty();
    }

    @Test
    void runsInBriefAreReadAsTheyAreWritten() throws Exception {
        List<Past> runs = List.of(
                PastRuns.of(run(1, 0).run().result()),
                new Past("items-2", SampleRun.START, true, Double.NaN, Double.NaN, Double.NaN, 1, 0));
        assertThat(PastRuns.read(PastRuns.write(runs))).isEqualTo(runs);
    }
}
