package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.CustomMetric;
import dev.throng.runner.stats.CustomMetric.Kind;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps that are measured as a whole. */
@Timeout(60)
class GroupTest {
    private static final String SPEC = """
            scenario:
              flows:
              - {name: look, steps: [{get: /look}, {pause: 5ms}]}
              - {name: buy, steps: [{get: /cart}, {pause: 30ms}, {get: /fails, onFailure: endTask}, {get: /never}]}
              users:
              - name: U
                wait: {constant: 1h}
                tasks:
                - {group: visit, steps: [{do: look, repeat: 3, group: look}, {do: buy, group: buy}]}
            """;

    @Test
    void groupsLastFromTheirFirstStepToTheirLastAndFailWithARequestOfTheirs() {
        try (TestServer server = TestServer.logging(call -> {
                    if (call.target().equals("/fails")) {
                        call.respond(500, "", "");
                    } else {
                        call.ok("");
                    }
                });
                TestRun run =
                        TestRun.of(Written.plan(server.uri(), Map.of(), SPEC), Pollers.selector("asked for"), 1)) {
            run.start(Shapes.constant(2, 1000));
            run.untilRequests(2 * 5);
            run.stop();

            assertThat(count(run, Kind.GROUP, "look")).isEqualTo(2);
            assertThat(count(run, Kind.GROUP_FAILURES, "look")).isZero();
            assertThat(count(run, Kind.GROUP, "buy")).isEqualTo(2);
            assertThat(count(run, Kind.GROUP_FAILURES, "buy")).isEqualTo(2);
            assertThat(count(run, Kind.GROUP, "visit")).isEqualTo(2);
            assertThat(count(run, Kind.GROUP_FAILURES, "visit")).isEqualTo(2);
            assertThat(times(run, Kind.GROUP, "look").minMicros()).isGreaterThanOrEqualTo(15_000);
            assertThat(times(run, Kind.GROUP, "visit").minMicros()).isGreaterThanOrEqualTo(45_000);
        }
    }

    @Test
    void whatAUserLeavesInTheMiddleIsNoGroup() {
        try (TestServer server = TestServer.logging(call -> call.ok(""));
                TestRun run = TestRun.of(
                        Written.plan(
                                server.uri(),
                                Map.of(),
                                SPEC.replace("30ms", "1h").replace("/cart", "/look")),
                        Pollers.selector("asked for"),
                        1)) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(4);
            run.stop();

            assertThat(count(run, Kind.GROUP, "look")).isEqualTo(1);
            assertThat(count(run, Kind.GROUP, "buy")).isZero();
            assertThat(count(run, Kind.GROUP, "visit")).isZero();
        }
    }

    private static long count(TestRun run, Kind kind, String name) {
        return times(run, kind, name).total();
    }

    private static LatencyHistogram times(TestRun run, Kind kind, String name) {
        return run.totals().timings().getOrDefault(new CustomMetric(kind, name).key(), new LatencyHistogram());
    }
}
