package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.shape.Shapes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Users who wait for each other. */
@Timeout(60)
class MeetingTest {
    private static final String SPEC = """
            scenario:
              users:
              - name: U
                tasks:
                - steps:
                  - {get: "/first"}
                  - {rendezvous: {name: gate, users: NUMBER, atMost: LONGEST}}
                  - {get: "/second"}
                  - {stop: user}
            """;

    @Test
    void nobodyGoesOnBeforeAllAreThereOnWhateverLoop() {
        try (TestServer server = TestServer.logging(call -> call.ok(""));
                TestRun run = run(server, 6, "1h")) {
            run.start(Shapes.constant(6, 1000));
            run.untilRequests(12);
            run.stop();

            List<String> lines = server.lines();
            assertThat(lines.subList(0, 6)).allMatch(line -> line.contains("/first"));
            assertThat(lines.subList(6, 12)).allMatch(line -> line.contains("/second"));
        }
    }

    @Test
    void whoWaitsTooLongGoesOnAlone() {
        try (TestServer server = TestServer.logging(call -> call.ok(""));
                TestRun run = run(server, 7, "20ms")) {
            run.start(Shapes.constant(3, 1000));
            run.untilRequests(6);
            run.stop();
            assertThat(server.served()).isEqualTo(6);
        }
    }

    @Test
    void whoIsToLeaveDoesNotWait() {
        try (TestServer server = TestServer.logging(call -> call.ok(""));
                TestRun run = run(server, 4, "1h")) {
            run.start(Shapes.constant(3, 1000));
            run.untilRequests(3);
            run.stop();
            assertThat(server.served()).isEqualTo(3);
        }
    }

    private static TestRun run(TestServer server, int number, String longest) {
        String spec = SPEC.replace("NUMBER", String.valueOf(number)).replace("LONGEST", longest);
        return TestRun.of(Written.plan(server.uri(), Map.of(), spec), Pollers.selector("asked for"), 2);
    }
}
