package dev.throng.runner.engine;

import static dev.throng.runner.engine.Plans.get;
import static dev.throng.runner.engine.Plans.users;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.shape.Stage;
import dev.throng.runner.stats.Snapshot.Counter;
import dev.throng.runner.stats.StatusCount;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
    void answersAreCountedByStatus(Pollers pollers) {
        AtomicInteger answered = new AtomicInteger();
        try (TestServer server = TestServer.that(call -> {
                    int number = answered.getAndIncrement();
                    call.respond(number % 5 == 0 ? 503 : number % 5 == 1 ? 404 : 200, "", "{}");
                });
                TestRun run = TestRun.of(Plans.plan(server.uri(), users(get("/items"))), pollers, 2)) {
            run.start(Shapes.constant(4, 1000));
            run.untilRequests(500);
            run.stop();

            List<StatusCount> statuses = run.totals().judged().statuses();
            assertThat(statuses).extracting(StatusCount::status).containsExactly(200, 404, 503);
            assertThat(statuses.getFirst().failures()).isZero();
            assertThat(statuses.subList(1, 3)).allMatch(count -> count.failures() == count.requests());
            assertThat(statuses.stream().mapToLong(StatusCount::requests).sum()).isEqualTo(run.requests());
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

    @ParameterizedTest
    @MethodSource("pollers")
    void aUserWhoseTurnIsOverIsNotReplaced(Pollers pollers) {
        var users = users(get("/"))
                .onStart(get("/login").step())
                .waiting(new Wait.Constant(Duration.ofMillis(20).toNanos()));
        Shape endsByItself =
                Shapes.stages(List.of(new Stage.Spawn(Duration.ofSeconds(2).toNanos(), 20, 1000)), 1);
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = TestRun.of(Plans.plan(server.uri(), users), pollers, 2)) {
            run.start(endsByItself);
            run.untilRequests(40);
            run.until(() -> run.cut().gauges().users() == 0);
            run.stop();

            assertThat(run.of("/login").requests()).isEqualTo(20);
        }
    }
}
