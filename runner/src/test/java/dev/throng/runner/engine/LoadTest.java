package dev.throng.runner.engine;

import static dev.throng.runner.engine.Plans.get;
import static dev.throng.runner.engine.Plans.users;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.dispatch.Assignment;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.shape.Stage;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How users and arrivals follow the shape. */
@Timeout(60)
class LoadTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;

    static Stream<Pollers> pollers() {
        return TestRun.pollers();
    }

    @Test
    void usersComeAndGoWithTheShape() {
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = TestRun.of(waiting(server), Pollers.choose(), 3)) {
            run.start(Shapes.constant(30, 10_000));
            run.until(() -> usersNow(run) == 30);
            run.change(Shapes.constant(12, 10_000));
            run.until(() -> usersNow(run) == 12);
            run.change(Shapes.constant(40, 10_000));
            run.until(() -> usersNow(run) == 40);
            run.stop();

            assertThat(run.snapshots().getLast().gauges().users()).isZero();
            assertThat(run.logLines()).isEqualTo(server.served());
            assertThat(run.failures()).isZero();
        }
    }

    @Test
    void usersMoveToAnotherWorkerWithoutBeingLostOrDoubled() {
        Assignment alone = Assignment.single();
        Assignment both = alone.with(1, 1);
        try (TestServer server = TestServer.that(call -> call.ok("x"))) {
            Plan plan = waiting(server);
            try (TestRun one = TestRun.of(plan, Pollers.choose(), 2);
                    TestRun two = TestRun.of(plan, Pollers.choose(), 2)) {
                Shape shape = Shapes.constant(40, 100_000);
                one.start(shape);
                one.until(() -> usersNow(one) == 40);
                two.engine().start(System.nanoTime(), shape, both.share(1, plan));
                one.engine().change(shape, both.share(0, plan));
                one.until(() -> usersNow(one) + usersNow(two) == 40 && usersNow(two) > 0);
                one.stop();
                two.stop();

                assertThat(one.logLines() + two.logLines()).isEqualTo(server.served());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void eachArrivalIsExecutedOnce(Pollers pollers) {
        Shape shape = Shapes.stages(List.of(new Stage.Arrive(SECOND, 500, false, 50)), 1);
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = TestRun.of(Plans.plan(server.uri(), users(get("/"))), pollers, 2)) {
            run.start(shape);
            run.until(() -> run.counter(Counter.ARRIVALS) == arrivals(shape));
            run.stop();

            assertThat(run.counter(Counter.ARRIVALS)).isEqualTo(arrivals(shape));
            assertThat(run.requests() + run.counter(Counter.DROPPED)).isEqualTo(arrivals(shape));
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @Test
    void arrivalsThatFindNoFreeUserAreDroppedAndCounted() {
        Shape shape = Shapes.stages(List.of(new Stage.Arrive(SECOND / 2, 200, false, 10)), 1);
        try (TestServer server = TestServer.that(call -> {});
                TestRun run = TestRun.of(Plans.plan(server.uri(), users(get("/"))), Pollers.choose(), 2)) {
            run.start(shape);
            run.until(() -> run.counter(Counter.ARRIVALS) == arrivals(shape));
            run.stop(Duration.ofMillis(20));

            assertThat(run.counter(Counter.ABORTED)).isBetween(1L, 100L);
            assertThat(run.counter(Counter.DROPPED) + run.counter(Counter.ABORTED))
                    .isEqualTo(arrivals(shape));
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void aServerThatFreezesIsNotSparedTheWaitingOfThoseWhoCameMeanwhile(Pollers pollers) {
        AtomicLong frozenUntil = new AtomicLong();
        AtomicInteger freezes = new AtomicInteger();
        TestServer.Behaviour freezing = call -> {
            if (call.number() == 100 && freezes.getAndIncrement() == 0) {
                frozenUntil.set(System.nanoTime() + SECOND);
            }
            park(frozenUntil.get());
            call.ok("x");
        };
        Shape shape = Shapes.stages(List.of(new Stage.Arrive(3 * SECOND, 200, false, 100)), 1);
        try (TestServer server = TestServer.that(freezing);
                TestRun run = TestRun.of(Plans.plan(server.uri(), users(get("/"))), pollers, 1)) {
            run.start(shape);
            run.until(() -> run.counter(Counter.ARRIVALS) == arrivals(shape));
            run.stop();

            // A hundred free users cover half a second of arrivals; what came later was dropped and is said to be so.
            assertThat(run.totals().judged().response().maxMicros()).isGreaterThan(950_000);
            // One sixth and more of the samples waited for the end of the freeze.
            assertThat(run.totals().judged().response().percentileMillis(95)).isGreaterThan(300);
            assertThat(run.requests() + run.counter(Counter.DROPPED)).isEqualTo(arrivals(shape));
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @Test
    void snapshotsHaveNeitherGapNorOverlap() {
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = TestRun.of(Plans.plan(server.uri(), users(get("/"))), Pollers.choose(), 2)) {
            run.start(Shapes.constant(10, 1000));
            run.untilRequests(1000);
            run.stop();

            List<Snapshot> snapshots = run.snapshots();
            for (int i = 1; i < snapshots.size(); i++) {
                assertThat(snapshots.get(i).sequence())
                        .isEqualTo(snapshots.get(i - 1).sequence() + 1);
                assertThat(snapshots.get(i).fromNanos())
                        .isEqualTo(snapshots.get(i - 1).toNanos());
            }
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @Test
    void aWorkerThatComesLateDoesNotMakeUpForWhatWasDueBefore() {
        Shape shape = Shapes.stages(List.of(new Stage.Arrive(20 * SECOND, 100, false, 50)), 1);
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = TestRun.of(Plans.plan(server.uri(), users(get("/"))), Pollers.choose(), 1)) {
            run.engine().start(System.nanoTime() - 10 * SECOND, shape, run.share());
            run.untilRequests(20);
            run.stop();

            assertThat(run.counter(Counter.ARRIVALS)).isLessThan(920);
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void aGapInTheGeneratorsOwnClockIsNotTheServersFault(Pollers pollers) {
        AtomicInteger calls = new AtomicInteger();
        var request = get("/", Text.by(scope -> {
            if (calls.incrementAndGet() == 30) {
                park(System.nanoTime() + SECOND / 2);
            }
            return "/";
        }));
        Shape shape = Shapes.stages(List.of(new Stage.Arrive(2 * SECOND, 200, false, 50)), 1);
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = TestRun.of(
                        Plans.losing(Duration.ofMillis(200), Plans.plan(server.uri(), users(request))), pollers, 1)) {
            run.start(shape);
            run.until(() -> run.counter(Counter.ARRIVALS) == arrivals(shape));
            run.stop();

            // What fell into the gap was not made up for, and what was under way says nothing about the server.
            assertThat(run.counter(Counter.DROPPED)).isPositive();
            assertThat(run.counter(Counter.STALLED)).isPositive();
            assertThat(run.requests() + run.counter(Counter.DROPPED)).isEqualTo(arrivals(shape));
            assertThat(run.totals().judged().response().total() + run.counter(Counter.STALLED))
                    .isEqualTo(run.requests());
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    private static Plan waiting(TestServer server) {
        return Plans.plan(server.uri(), users(get("/")).waiting(new Wait.Between(5 * MILLI, 15 * MILLI)));
    }

    private static int usersNow(TestRun run) {
        return run.cut().gauges().users();
    }

    private static long arrivals(Shape shape) {
        Shape.Arrivals walk = shape.arrivals();
        long count = 0;
        while (walk.next() != Long.MAX_VALUE) {
            count++;
        }
        return count;
    }

    private static void park(long untilNanos) {
        while (System.nanoTime() < untilNanos) {
            LockSupport.parkNanos(untilNanos - System.nanoTime());
        }
    }
}
