package dev.throng.operator.loadtest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.LoadTestStatus;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.loadtest.RunId;
import dev.throng.operator.loadtest.Runs;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EarlierTest {
    private static final String SHOWN = """
            runId: %s
            result: {verdict: %s}
            report: {configMap: items-3-report}
            history:
            - {runId: items-2, verdict: Failed, report: {configMap: items-2-report}}
            - {runId: items-1, verdict: Passed, report: {configMap: items-1-report}}
            """;

    private final List<LoadTestResource> siblings = new ArrayList<>();

    private Optional<String> report(String baseline, String status, RunId run) {
        LoadTestSpec spec =
                Serialization.unmarshal("target: http://a\nbaseline: " + baseline + "\n", LoadTestSpec.class);
        return Earlier.report(spec, Serialization.unmarshal(status, LoadTestStatus.class), run, siblings);
    }

    @Test
    void theLastRunThatPassedIsComparedWith() {
        String id = Runs.numbered(3).id();
        assertThat(report("{previous: true}", SHOWN.formatted(id, "Passed"), Runs.numbered(4)))
                .contains("items-3-report");
        assertThat(report("{previous: true}", SHOWN.formatted(id, "Failed"), Runs.numbered(4)))
                .contains("items-1-report");
    }

    @Test
    void aRunIsNotComparedWithItself() {
        String id = Runs.numbered(3).id();
        assertThat(report("{previous: true}", SHOWN.formatted(id, "Passed"), Runs.numbered(3)))
                .contains("items-1-report");
    }

    @Test
    void aRunOfAScheduleIsComparedWithTheLastOfItsOthersThatPassed() {
        siblings.add(sibling("2026-05-01T02:00:00Z", "Passed", "nightly-1-1-report"));
        siblings.add(sibling("2026-05-02T02:00:00Z", "Passed", "nightly-2-1-report"));
        siblings.add(sibling("2026-05-03T02:00:00Z", "Failed", "nightly-3-1-report"));
        assertThat(report("{previous: true}", "{}", Runs.numbered(1))).contains("nightly-2-1-report");
    }

    private static LoadTestResource sibling(String finished, String verdict, String report) {
        LoadTestResource sibling = new LoadTestResource();
        sibling.setStatus(Serialization.unmarshal(
                "finishedAt: %s\nresult: {verdict: %s}\nreport: {configMap: %s}\n".formatted(finished, verdict, report),
                LoadTestStatus.class));
        return sibling;
    }

    @Test
    void aNamedReportIsTaken() {
        assertThat(report("{configMap: good}", "{}", Runs.numbered(1))).contains("good");
    }

    @Test
    void theFirstRunAndOneThatAsksForNoneHaveNothingToCompareWith() {
        assertThat(report("{previous: true}", "{}", Runs.numbered(1))).isEmpty();
        assertThat(report("null", SHOWN.formatted("x", "Passed"), Runs.numbered(1)))
                .isEmpty();
    }
}
