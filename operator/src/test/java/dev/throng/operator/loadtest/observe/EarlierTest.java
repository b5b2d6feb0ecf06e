package dev.throng.operator.loadtest.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.LoadTestStatus;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.loadtest.RunId;
import dev.throng.operator.loadtest.RunPart;
import dev.throng.operator.loadtest.Runs;
import dev.throng.runner.verdict.history.Past;
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
        return Earlier.of(spec, Serialization.unmarshal(status, LoadTestStatus.class), run, siblings)
                .report();
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
        sibling.getMetadata().setName("items-api");
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
    void theLastPassedRunOfAnotherLoadTestIsTakenByItsName() {
        siblings.add(sibling("2026-05-01T02:00:00Z", "Passed", "items-api-4-report"));
        assertThat(report("{name: items-api}", SHOWN.formatted("x", "Passed"), Runs.numbered(9)))
                .contains("items-api-4-report");
    }

    @Test
    void anotherLoadTestThatIsNotThereOrNeverPassedIsSaidToBeMissing() {
        LoadTestSpec spec =
                Serialization.unmarshal("target: http://a\nbaseline: {name: items-api}\n", LoadTestSpec.class);
        siblings.add(sibling("2026-05-01T02:00:00Z", "Failed", "items-api-4-report"));
        Earlier earlier = Earlier.of(spec, LoadTestStatus.NONE, Runs.numbered(1), siblings);
        assertThat(earlier.report()).isEmpty();
        assertThat(earlier.missing()).hasValueSatisfying(problem -> {
            assertThat(problem.path()).isEqualTo("spec.baseline.name");
            assertThat(problem.message()).contains("items-api", "has passed");
        });
    }

    @Test
    void aTrendIsMadeOfRunsThatDidTheSameAtTheSameLoad() {
        LoadTestSpec spec = Serialization.unmarshal(
                "target: http://a\nusers: 5\nthresholds: [{expect: p95 < 1s}]\n", LoadTestSpec.class);
        String load = RunPart.loadHash(spec);
        assertThat(load)
                .isEqualTo(RunPart.loadHash(
                        Serialization.unmarshal("target: http://b\nusers: 5\nrerun: again\n", LoadTestSpec.class)));
        assertThat(load)
                .isNotEqualTo(
                        RunPart.loadHash(Serialization.unmarshal("target: http://a\nusers: 6\n", LoadTestSpec.class)));
        LoadTestStatus status = Serialization.unmarshal("""
                runId: items-4
                loadHash: %1$s
                startedAt: "2026-05-01T12:04:00Z"
                result: {verdict: Passed, p50: 10, p95: 40, p99: 80, failureRate: 0.0, rps: 100}
                history:
                - {runId: items-3, loadHash: other, startedAt: "2026-05-01T12:03:00Z", verdict: Passed, p95: 39}
                - {runId: items-2, loadHash: %1$s, startedAt: "2026-05-01T12:02:00Z", verdict: Unknown, p95: 38}
                - {runId: items-1, loadHash: %1$s, startedAt: "2026-05-01T12:01:00Z", verdict: Failed, p95: 37}
                """.formatted(load), LoadTestStatus.class);
        assertThat(Earlier.of(spec, status, Runs.numbered(5), List.of()).runs())
                .extracting(Past::runId, Past::passed, Past::p95)
                .containsExactly(tuple("items-1", false, 37.0), tuple("items-4", true, 40.0));
    }

    @Test
    void theFirstRunAndOneThatAsksForNoneHaveNothingToCompareWith() {
        assertThat(report("{previous: true}", "{}", Runs.numbered(1))).isEmpty();
        assertThat(report("null", SHOWN.formatted("x", "Passed"), Runs.numbered(1)))
                .isEmpty();
    }
}
