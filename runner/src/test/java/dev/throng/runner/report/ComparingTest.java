package dev.throng.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.runner.verdict.regression.Regression;
import dev.throng.runner.verdict.regression.Tolerances;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ComparingTest {
    @Test
    void whatTheLoadTestToleratesStandsBesideTheUsual() {
        assertThat(Comparing.tolerances(spec("{previous: true, tolerate: {p95: 25%, failureRate: 0%, mean: 2.5%}}"))
                        .all())
                .containsEntry("p95", 0.25)
                .containsEntry("failureRate", 0.0)
                .containsEntry("mean", 0.025)
                .containsEntry("p50", 0.05);
    }

    @Test
    void withoutAWordTheUsualHolds() {
        assertThat(Comparing.tolerances(spec("{previous: true}")).all()).isEqualTo(Regression.TOLERANCES);
    }

    @Test
    void aNameMayHaveTolerancesOfItsOwn() {
        Tolerances tolerances =
                Comparing.tolerances(spec("{file: last.json, names: [{name: /search, tolerate: {p95: 40%}}]}"));
        assertThat(tolerances.byName()).containsOnlyKeys("/search");
        assertThat(tolerances.byName().get("/search")).containsOnly(java.util.Map.entry("p95", 0.4));
        assertThat(tolerances.all()).containsEntry("p95", 0.05);
    }

    private static LoadTestSpec spec(String baseline) {
        String yaml = """
                apiVersion: throng.dev/v1
                kind: LoadTest
                metadata: {name: test}
                spec:
                  target: http://localhost
                  scenario: {users: [{name: User, tasks: [{get: /}]}]}
                  users: 1
                  runTime: 1s
                  baseline: %s
                """.formatted(baseline);
        Reading reading = LoadTestReader.read("test", yaml.getBytes(StandardCharsets.UTF_8));
        return ((Reading.Accepted) reading).loadTests().getFirst().spec();
    }
}
