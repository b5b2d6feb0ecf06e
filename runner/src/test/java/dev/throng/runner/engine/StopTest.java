package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.shape.Shapes;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Users who leave by themselves, and who end the run. */
@Timeout(60)
class StopTest {
    private static final String SPEC = """
            scenario:
              flows:
              - {name: inner, steps: [{get: /work}, LEAVE, {get: /never}]}
              users:
              - name: U
                wait: {exponential: 1ms}
                tasks: [{steps: [{do: inner, repeat: 5}, {get: /never}]}]
                onStop: [{get: /bye, onFailure: stopUser}]
            """;

    @Test
    void aUserLeavesByAStepAndNobodyTakesItsPlace() {
        assertThat(lines("{stop: user, when: '${iteration == 1}'}", 4))
                .containsOnly(Map.entry("/work", 2L), Map.entry("/bye", 2L));
    }

    @Test
    void aUserLeavesWhenARequestFails() {
        assertThat(lines("{get: /fails, onFailure: stopUser}", 6))
                .containsOnly(Map.entry("/work", 2L), Map.entry("/fails", 2L), Map.entry("/bye", 2L));
    }

    @Test
    void theRunIsAskedToEndAndSaysWhy() {
        assertThat(stops("{get: /fails, onFailure: stopRun}", 6)).contains("/fails failed, which stops the run");
        assertThat(stops("{stop: run}", 4)).contains("a step of U stops the run");
    }

    private static Map<String, Long> lines(String leave, int requests) {
        try (TestServer server = server();
                TestRun run = run(server, leave)) {
            run.start(Shapes.constant(2, 1000));
            run.untilRequests(requests);
            run.stop();
            return server.lines().stream()
                    .collect(Collectors.groupingBy(
                            line -> line.replaceFirst(".*?(/[a-z]+).*", "$1"), Collectors.counting()));
        }
    }

    private static List<String> stops(String leave, int requests) {
        try (TestServer server = server();
                TestRun run = run(server, leave)) {
            run.start(Shapes.constant(2, 1000));
            run.untilRequests(requests);
            run.stop();
            return run.snapshots().stream()
                    .flatMap(snapshot -> snapshot.stops().stream())
                    .toList();
        }
    }

    private static TestRun run(TestServer server, String leave) {
        return TestRun.of(
                Written.plan(server.uri(), Map.of(), SPEC.replace("LEAVE", leave)), Pollers.selector("asked for"), 1);
    }

    private static TestServer server() {
        return TestServer.logging(call -> {
            if (call.target().equals("/work")) {
                call.ok("");
            } else {
                call.respond(500, "", "");
            }
        });
    }
}
