package dev.throng.api.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.verdict.DriftSpec;
import dev.throng.api.verdict.ThresholdSpec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static LoadTestSpec spec(String more) {
        String yaml = """
                apiVersion: throng.dev/v1
                kind: LoadTest
                metadata: {name: test}
                spec:
                  target: http://localhost
                  scenario: {users: [{name: User, tasks: [{get: /}]}]}
                  users: 1
                  runTime: 1s
                  budget: {file: budget.yaml}
                """ + more;
        Reading reading = LoadTestReader.read("test", yaml.getBytes(StandardCharsets.UTF_8));
        return ((Reading.Accepted) reading).loadTests().getFirst().spec();
    }

    private static LoadTestSpec merged(LoadTestSpec spec, String budget) {
        return ((Budget.Accepted) Budget.read("budget.yaml", budget)).in(spec);
    }

    @Test
    void whatItHoldsIsAddedToWhatTheLoadTestSays() {
        LoadTestSpec whole = merged(spec("""
                  thresholds:
                  - {expect: p95 < 1s}
                """), """
                thresholds:
                - {expect: failureRate < 1%}
                grades:
                - {metric: p95, good: 200ms, acceptable: 400ms}
                drift: {tolerate: {p95: 5%}}
                """);
        assertThat(whole.budget()).isNull();
        assertThat(whole.thresholds())
                .extracting(ThresholdSpec::expect)
                .containsExactly("p95 < 1s", "failureRate < 1%");
        assertThat(whole.grades()).hasSize(1);
        assertThat(whole.drift()).isEqualTo(new DriftSpec(Map.of("p95", "5%"), null, null));
        assertThat(whole.users()).isEqualTo(1);
    }

    @Test
    void theLoadTestsOwnLimitsOnDriftStay() {
        LoadTestSpec whole = merged(spec("  drift: {tolerate: {p50: 1%}}\n"), "drift: {tolerate: {p95: 5%}}\n");
        assertThat(whole.drift()).isEqualTo(new DriftSpec(Map.of("p50", "1%"), null, null));
    }

    @Test
    void whatIsWrongWithItIsSaidWithItsPlace() {
        Budget refused = Budget.read("budget.yaml", """
                thresholds:
                - {expect: p95 is fine}
                users: 5
                """);
        assertThat(((Budget.Refused) refused).problems().render())
                .contains("budget.yaml:2:", "thresholds[0].expect", "budget.yaml:3:1", "users");
    }

    @Test
    void nothingIsNoBudget() {
        assertThat(((Budget.Refused) Budget.read("budget.yaml", "")).problems().render())
                .contains("a budget is one YAML document");
    }
}
