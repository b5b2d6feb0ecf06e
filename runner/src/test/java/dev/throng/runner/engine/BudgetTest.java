package dev.throng.runner.engine;

import static dev.throng.runner.engine.Plans.get;
import static dev.throng.runner.engine.Plans.users;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.dispatch.Assignment;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.Iterations;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker begins as many iterations as it may, and its users leave when there are no more; the server counts. */
@Timeout(60)
class BudgetTest {
    private static final Shape TWELVE = Shapes.constant(12, 1000);

    private static Plan plan(TestServer server, OptionalLong perUser) {
        return Plans.limited(
                Plans.plan(
                        server.uri(),
                        users(get("/"))
                                .waiting(new Wait.Constant(1_000_000))
                                .onStart(get("/in").step())
                                .onStop(get("/out").step())),
                new Iterations(100, perUser, 12, false));
    }

    private static void start(TestRun run, Plan plan, long iterations) {
        run.engine().start(System.nanoTime(), TWELVE, Assignment.single().share(0, plan, iterations));
    }

    private static Map<String, Long> paths(TestServer server) {
        return server.lines().stream()
                .collect(Collectors.groupingBy(line -> line.split(" ")[1], Collectors.counting()));
    }

    @Test
    void allLoopsTogetherBeginThatMany() throws InterruptedException {
        try (TestServer server = TestServer.logging(call -> call.ok("x"))) {
            Plan plan = plan(server, OptionalLong.empty());
            try (TestRun run = TestRun.of(plan, Pollers.choose(), 3)) {
                CountDownLatch told = new CountDownLatch(1);
                run.engine().onSpent(told::countDown);
                start(run, plan, 100);

                assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
                run.until(() -> run.cut().gauges().users() == 0);
                run.stop();
                assertThat(run.counter(Counter.ITERATIONS)).isEqualTo(100);
                assertThat(paths(server)).containsEntry("/", 100L);
                assertThat(paths(server).get("/in")).isEqualTo(paths(server).get("/out"));
            }
        }
    }

    @Test
    void whoComesWhenAllAreTakenDoesNotEvenBegin() {
        try (TestServer server = TestServer.logging(call -> call.ok("x"))) {
            Plan plan = plan(server, OptionalLong.empty());
            try (TestRun run = TestRun.of(plan, Pollers.choose(), 2)) {
                start(run, plan, 1);
                run.until(() -> run.requests() == 3);
                run.stop();
                assertThat(paths(server)).isEqualTo(Map.of("/in", 1L, "/", 1L, "/out", 1L));
            }
        }
    }

    @Test
    void eachUserDoesItsOwn() {
        try (TestServer server = TestServer.logging(call -> call.ok("x"))) {
            Plan plan = plan(server, OptionalLong.of(5));
            try (TestRun run = TestRun.of(plan, Pollers.choose(), 2)) {
                start(run, plan, 60);
                run.until(() -> run.counter(Counter.ITERATIONS) == 60);
                run.until(() -> run.cut().gauges().users() == 0);
                run.stop();
                assertThat(paths(server)).isEqualTo(Map.of("/in", 12L, "/", 60L, "/out", 12L));
            }
        }
    }

    @Test
    void whatOthersLeftIsDoneByUsersWhoHadNothingToDo() {
        for (OptionalLong perUser : List.of(OptionalLong.empty(), OptionalLong.of(5))) {
            try (TestServer server = TestServer.logging(call -> call.ok("x"))) {
                Plan plan = plan(server, perUser);
                try (TestRun run = TestRun.of(plan, Pollers.choose(), 2)) {
                    start(run, plan, 60);
                    run.until(() -> run.counter(Counter.ITERATIONS) == 60
                            && run.cut().gauges().users() == 0);
                    run.engine().change(TWELVE, Assignment.single().share(0, plan, 83));
                    run.until(() -> run.counter(Counter.ITERATIONS) == 83);
                    Snapshot last = run.snapshots().getLast();
                    run.stop();
                    assertThat(last.toNanos()).isPositive();
                    assertThat(paths(server)).containsEntry("/", 83L);
                }
            }
        }
    }

    @Test
    void whatALeavingUserHadTakenIsDoneBySomebodyElse() {
        try (TestServer server = TestServer.logging(call -> call.ok("x"))) {
            Plan plan = Plans.limited(
                    Plans.plan(server.uri(), users(get("/")).waiting(new Wait.Constant(200_000_000))),
                    new Iterations(30, OptionalLong.empty(), 12, false));
            try (TestRun run = TestRun.of(plan, Pollers.choose(), 2)) {
                start(run, plan, 30);
                run.until(() -> run.counter(Counter.ITERATIONS) >= 12);
                run.engine()
                        .change(Shapes.constant(3, 1000), Assignment.single().share(0, plan, 30));
                run.until(() -> run.counter(Counter.ITERATIONS) == 30);
                run.stop();
                assertThat(paths(server)).containsEntry("/", 30L);
            }
        }
    }
}
