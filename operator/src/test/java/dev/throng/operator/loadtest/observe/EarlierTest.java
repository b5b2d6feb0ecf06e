package dev.throng.operator.loadtest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.LoadTestStatus;
import dev.throng.operator.loadtest.RunId;
import dev.throng.operator.loadtest.Runs;
import io.fabric8.kubernetes.client.utils.Serialization;
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

    private static Optional<String> report(String baseline, String status, RunId run) {
        LoadTestSpec spec =
                Serialization.unmarshal("target: http://a\nbaseline: " + baseline + "\n", LoadTestSpec.class);
        return Earlier.report(spec, Serialization.unmarshal(status, LoadTestStatus.class), run);
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
