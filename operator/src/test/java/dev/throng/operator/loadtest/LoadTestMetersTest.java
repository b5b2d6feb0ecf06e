package dev.throng.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.LoadTestStatus;
import dev.throng.operator.golden.Catalogue;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LoadTestMetersTest {
    private static final String PASSED = """
            phase: Finished
            finishedAt: "2026-05-01T12:00:00Z"
            result: {verdict: Passed, p95: 212.5, failureRate: 0.002}
            """;

    private final Catalogue catalogue = new Catalogue();
    private final LoadTestMeters meters = new LoadTestMeters(catalogue.registry());

    @Test
    void aRunThatIsOverIsShownByItsVerdictAndItsFigures() {
        tell("items", PASSED);
        assertThat(catalogue.scraped("throng_loadtest_"))
                .containsExactly(
                        "throng_loadtest_failure_ratio{loadtest=\"items\",namespace=\"shop\",} 0.002",
                        "throng_loadtest_finished_timestamp_seconds{loadtest=\"items\",namespace=\"shop\",} 1.7776368E9",
                        "throng_loadtest_p95_seconds{loadtest=\"items\",namespace=\"shop\",} 0.2125",
                        "throng_loadtest_verdict{loadtest=\"items\",namespace=\"shop\",outcome=\"failed\",} 0.0",
                        "throng_loadtest_verdict{loadtest=\"items\",namespace=\"shop\",outcome=\"passed\",} 1.0",
                        "throng_loadtest_verdict{loadtest=\"items\",namespace=\"shop\",outcome=\"unknown\",} 0.0");
    }

    @Test
    void aRunUnderWayLeavesTheLastOneShown() {
        tell("items", PASSED);
        tell("items", "phase: Running");
        assertThat(catalogue.scraped("throng_loadtest_verdict"))
                .anyMatch(line -> line.endsWith("outcome=\"passed\",} 1.0"));
    }

    @Test
    void anOperatorThatStartsKnowsTheLastRunFromTheHistory() {
        tell("items", """
                phase: Running
                history: [{runId: items-2, verdict: Failed, p95: 900.0, finishedAt: "2026-05-01T12:00:00Z"}, {runId: items-1, verdict: Passed}]
                """);
        assertThat(catalogue.scraped("throng_loadtest_verdict"))
                .anyMatch(line -> line.endsWith("outcome=\"failed\",} 1.0"));
    }

    @Test
    void nothingIsShownOfALoadTestThatNeverRan() {
        tell("items", "phase: Starting");
        assertThat(catalogue.scraped("throng_loadtest_")).isEmpty();
    }

    @Test
    void loadTestsAreCountedByPhase() {
        tell("items", PASSED);
        tell("users", "phase: Running");
        tell("carts", "phase: Running");
        assertThat(catalogue.scraped("throng_loadtests"))
                .contains("throng_loadtests{phase=\"Running\",} 2.0", "throng_loadtests{phase=\"Finished\",} 1.0");
    }

    @Test
    void aLoadTestThatIsGoneIsShownNoMore() {
        tell("items", PASSED);
        meters.forget(loadTest("items"));
        assertThat(catalogue.scraped("throng_loadtest_")).isEmpty();
        assertThat(catalogue.scraped("throng_loadtests")).contains("throng_loadtests{phase=\"Finished\",} 0.0");
    }

    @Test
    void theDocumentationListsThemAll() throws IOException {
        tell("items", PASSED);
        assertThat(catalogue.had()).isEqualTo(Catalogue.documented("throng_loadtest"));
    }

    private void tell(String name, String status) {
        meters.tell(loadTest(name), Serialization.unmarshal(status, LoadTestStatus.class));
    }

    private static LoadTestResource loadTest(String name) {
        LoadTestResource loadTest = new LoadTestResource();
        loadTest.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName(name)
                .withUid("uid-of-" + name)
                .build());
        return loadTest;
    }
}
