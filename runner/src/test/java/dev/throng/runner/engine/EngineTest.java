package dev.throng.runner.engine;

import static dev.throng.runner.engine.Plans.get;
import static dev.throng.runner.engine.Plans.users;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.Snapshot.Counter;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole engine against a real server on the loopback interface, with both pollers. */
@Timeout(60)
class EngineTest {
    static Stream<Pollers> pollers() {
        return TestRun.pollers();
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void countsExactlyWhatTheServerSaw(Pollers pollers) {
        try (TestServer server = TestServer.that(call -> call.ok("{\"hello\":\"world\"}"));
                TestRun run = TestRun.of(Plans.plan(server.uri(), users(get("/items"))), pollers, 2)) {
            run.start(Shapes.constant(20, 1000));
            run.untilRequests(2000);
            run.stop();

            assertThat(run.requests()).isGreaterThanOrEqualTo(2000);
            assertThat(run.failures()).isZero();
            assertThat(run.logLines()).isEqualTo(server.served());
            assertThat(server.connections()).isEqualTo(20);
            assertThat(run.counter(Counter.CONNECTIONS_OPENED)).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void usersWaitBetweenTasks(Pollers pollers) {
        var users =
                users(get("/")).waiting(new Wait.Constant(Duration.ofMillis(50).toNanos()));
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = TestRun.of(Plans.plan(server.uri(), users), pollers, 1)) {
            run.start(Shapes.constant(10, 1000));
            run.untilRequests(50);
            run.stop();

            assertThat(run.logLines()).isEqualTo(server.served());
            // Ten users, fifty requests or a little more: nobody is more than one task ahead of the others by far.
            assertThat(run.requests()).isBetween(50L, 500L);
            assertThat(run.timing("lag").total()).isPositive();
        }
    }
}
