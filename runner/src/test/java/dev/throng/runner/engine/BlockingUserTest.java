package dev.throng.runner.engine;

import static dev.throng.runner.engine.Plans.get;
import static dev.throng.runner.engine.Plans.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.engine.machine.VirtualThreadScheduler;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.Step;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.shape.Stage;
import dev.throng.runner.stats.Snapshot.Counter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Users whose behaviour is code that blocks, on their loops' own scheduler and on the JDK's. */
@Timeout(60)
class BlockingUserTest {
    private static final Step.Request LOGIN = post("/login", "{}").step();
    private static final Step.Request ITEM = get("/item").step();
    private static final Step.Request LOGOUT = post("/logout", "{}").step();

    static Stream<VirtualThreadScheduler> schedulers() {
        return Stream.of(VirtualThreadScheduler.chosen(), VirtualThreadScheduler.elsewhere("as the test wants it"));
    }

    @Test
    void theTestsRunWithLoopsThatHostThreads() {
        assertThat(VirtualThreadScheduler.chosen().onLoop())
                .as(VirtualThreadScheduler.chosen().reason())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void conversesFromOnStartToOnStop(VirtualThreadScheduler scheduler) {
        BlockingCode code = new Code() {
            @Override
            public void task(BlockingSession user, int task) {
                Reply reply = user.execute(ITEM, true);
                if (!new String(reply.body(), StandardCharsets.UTF_8).equals("body of /item")) {
                    throw new IllegalStateException("wrong body");
                }
            }
        };
        try (TestServer server = TestServer.logging(call -> call.ok("body of " + call.target()));
                TestRun run = run(server, scheduler, code, new Wait.None())) {
            run.start(Shapes.constant(5, 1000));
            run.untilRequests(200);
            run.stop();

            assertThat(run.failures()).isZero();
            assertThat(run.totals().exceptions().get("test")).isEmpty();
            assertThat(run.of("/login").requests()).isEqualTo(5);
            assertThat(run.of("/logout").requests()).isEqualTo(5);
            assertThat(run.logLines()).isEqualTo(server.served());
            assertThat(server.connections()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void waitsAndPausesWithoutHoldingOthersUp(VirtualThreadScheduler scheduler) {
        BlockingCode code = new Code() {
            @Override
            public void task(BlockingSession user, int task) {
                user.execute(ITEM, false);
                user.pause(Duration.ofMillis(10));
                user.execute(ITEM, false);
            }
        };
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = run(server, scheduler, code, new Wait.Constant(5_000_000))) {
            run.start(Shapes.constant(20, 1000));
            run.untilRequests(100);
            run.stop();

            assertThat(run.failures()).isZero();
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void aThrownProblemIsNotedAndTheUserGoesOn(VirtualThreadScheduler scheduler) {
        BlockingCode code = new Code() {
            @Override
            public void task(BlockingSession user, int task) {
                user.execute(ITEM, false);
                throw new IllegalArgumentException("not my day");
            }
        };
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = run(server, scheduler, code, new Wait.None())) {
            run.start(Shapes.constant(2, 1000));
            run.untilRequests(20);
            run.stop();

            assertThat(run.totals().exceptions().get("test").toString()).contains("not my day");
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void executesArrivals(VirtualThreadScheduler scheduler) {
        BlockingCode code = new Code() {
            @Override
            public void task(BlockingSession user, int task) {
                user.execute(ITEM, false);
            }
        };
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = run(server, scheduler, code, new Wait.None())) {
            run.start(Shapes.stages(List.of(new Stage.Arrive(500_000_000L, 400, false, 50)), 1));
            run.until(() -> run.of("/item").requests() == 100);
            run.stop();

            assertThat(run.counter(Counter.ARRIVALS)).isEqualTo(100);
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void whatIsInFlightAfterTheGracePeriodIsAborted(VirtualThreadScheduler scheduler) {
        BlockingCode code = new Code() {
            @Override
            public void task(BlockingSession user, int task) {
                user.execute(ITEM, false);
            }
        };
        try (TestServer server = TestServer.that(call -> {
                    if (!call.target().equals("/item")) {
                        call.ok("x");
                    }
                });
                TestRun run = run(server, scheduler, code, new Wait.None())) {
            run.start(Shapes.constant(6, 1000));
            run.until(() -> server.served() == 12);
            run.stop(Duration.ofMillis(30));

            assertThat(run.counter(Counter.ABORTED)).isEqualTo(6);
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    private abstract static class Code implements BlockingCode {
        @Override
        public void onStart(BlockingSession user) {
            user.execute(LOGIN, false);
        }

        @Override
        public void onStop(BlockingSession user) {
            user.execute(LOGOUT, false);
        }
    }

    private static TestRun run(TestServer server, VirtualThreadScheduler scheduler, BlockingCode code, Wait wait) {
        Plan plan = Plans.plan(server.uri(), Plans.users(get("/item")).waiting(wait));
        EngineOptions options = new EngineOptions(2, Pollers.choose(), scheduler);
        return TestRun.of(plan, LoopEngine.of(plan, options, Map.of("User", code)));
    }
}
