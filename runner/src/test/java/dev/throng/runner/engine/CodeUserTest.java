package dev.throng.runner.engine;

import static dev.throng.runner.engine.Plans.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.code.Behaviour;
import dev.throng.runner.code.Code;
import dev.throng.runner.code.Request;
import dev.throng.runner.code.Response;
import dev.throng.runner.code.Session;
import dev.throng.runner.code.UserExit;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.engine.machine.VirtualThreadScheduler;
import dev.throng.runner.http.io.Link;
import dev.throng.runner.http.io.Poller;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.http.HttpVersion;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.shape.Stage;
import dev.throng.runner.stats.Snapshot.Counter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users whose behaviour is code that blocks, on their loops' own scheduler and on the JDK's. */
@Timeout(60)
class CodeUserTest {
    private static final Request ITEM = Request.get("/item", "/item");

    static Stream<VirtualThreadScheduler> schedulers() {
        return Stream.of(VirtualThreadScheduler.chosen(), VirtualThreadScheduler.elsewhere("as the test wants it"));
    }

    @FunctionalInterface
    private interface Task {
        void run(Session user) throws Exception;
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
        Task task = user -> {
            Response reply = user.send(ITEM);
            if (!text(reply).equals("body of /item") || reply.status() != 200 || reply.problem() != null) {
                throw new IllegalStateException("wrong answer");
            }
        };
        try (TestServer server = TestServer.logging(call -> call.ok("body of " + call.target()));
                TestRun run = run(server, scheduler, task, 0)) {
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

    /** A lock that is taken where the code runs may take the code off its loop in the middle of what is to be done at one go. */
    @Test
    void codeOnItsLoopWakesNobody() {
        AtomicInteger woken = new AtomicInteger();
        Pollers usual = Pollers.choose();
        Pollers watched =
                new Pollers(usual.name(), usual.reason(), usual.clock(), () -> new WatchedPoller(usual.open(), woken));
        Task task = user -> {
            user.send(ITEM);
            Thread.sleep(1); // a wait that the loop knows nothing of
            user.send(ITEM);
        };
        try (Http2TestServer server = Http2TestServer.that(call -> call.ok("x"))) {
            var plan = Plans.plan(
                    server.uri(),
                    Plans.users(get("/item")).code(code(task, 0)),
                    Plans.HTTP.speaking(HttpVersion.V2, 1));
            EngineOptions options = new EngineOptions(1, watched, VirtualThreadScheduler.chosen(), Optional.empty());
            try (TestRun run = TestRun.of(plan, LoopEngine.of(plan, options))) {
                run.start(Shapes.constant(3, 1000));
                run.untilRequests(100);
                run.stop();

                assertThat(run.failures()).isZero();
                assertThat(woken).hasValue(0);
            }
        }
    }

    /** Counts how often code wakes it. */
    private record WatchedPoller(Poller real, AtomicInteger wokenByCode) implements Poller {
        @Override
        public Link connect(InetSocketAddress remote, @Nullable InetAddress local, Link.Listener listener) {
            return real.connect(remote, local, listener);
        }

        @Override
        public void await(long deadlineNanos, Awake awake) {
            real.await(deadlineNanos, awake);
        }

        @Override
        public void wakeUp() {
            if (Thread.currentThread().isVirtual()) {
                wokenByCode.incrementAndGet();
            }
            real.wakeUp();
        }

        @Override
        public int links() {
            return real.links();
        }

        @Override
        public void enter() {
            real.enter();
        }

        @Override
        public void close() {
            real.close();
        }
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void waitsAndPausesWithoutHoldingOthersUp(VirtualThreadScheduler scheduler) {
        Task task = user -> {
            user.send(ITEM);
            user.pause(Duration.ofMillis(10));
            user.send(ITEM);
        };
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = run(server, scheduler, task, 5_000_000)) {
            run.start(Shapes.constant(20, 1000));
            run.untilRequests(100);
            run.stop();

            assertThat(run.failures()).isZero();
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void whatComputesForLongAndWaitsForNothingLeavesOthersTheirTurns(VirtualThreadScheduler scheduler) {
        AtomicReference<Session> busy = new AtomicReference<>();
        AtomicInteger rounds = new AtomicInteger();
        Task task = user -> {
            if (busy.compareAndSet(null, user) || user == busy.get()) {
                rounds.incrementAndGet();
                long end = System.nanoTime() + 3_000_000;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
            } else {
                user.send(ITEM);
            }
        };
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = run(server, scheduler, task, 0, 1)) {
            run.start(Shapes.constant(2, 1000));
            run.untilRequests(20);
            assertThat(rounds.get()).isLessThan(20 * 200);
            run.stop();
        }
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void aThrownProblemIsNotedAndTheUserGoesOn(VirtualThreadScheduler scheduler) {
        Task task = user -> {
            user.send(ITEM);
            throw new IllegalArgumentException("not my day");
        };
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = run(server, scheduler, task, 0)) {
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
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = run(server, scheduler, user -> user.send(ITEM), 0)) {
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
        try (TestServer server = TestServer.that(call -> {
                    if (!call.target().equals("/item")) {
                        call.ok("x");
                    }
                });
                TestRun run = run(server, scheduler, user -> user.send(ITEM), 0)) {
            run.start(Shapes.constant(6, 1000));
            run.until(() -> server.served() == 12);
            run.stop(Duration.ofMillis(30));

            assertThat(run.counter(Counter.ABORTED)).isEqualTo(6);
            // What the server's kernel has not confirmed yet may be on its way still.
            assertThat(server.served()).isBetween(run.logLines(), run.logLines() + run.counter(Counter.UNCLEAR));
        }
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void whatCameAndIsNotJudgedWhenTheUserIsCutOffCountsAsTheWireSays(VirtualThreadScheduler scheduler)
            throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Task task = user -> {
            Response late = user.send(open("/item", "judged too late"));
            asked.incrementAndGet();
            over.await();
            user.settle(late, "nobody is there any more");
        };
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = run(server, scheduler, task, 0)) {
            run.start(Shapes.constant(4, 1000));
            run.until(() -> asked.get() == 4);
            run.stop(Duration.ofMillis(30));
            over.countDown();

            assertThat(run.of("judged too late").requests()).isEqualTo(4);
            assertThat(run.failures()).isZero();
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void whatCameBesideWhatIsStillInFlightIsCountedWhenTheUserIsCutOff(VirtualThreadScheduler scheduler) {
        try (TestServer server = TestServer.that(call -> {
                    if (!call.target().equals("/never")) {
                        call.ok("x");
                    }
                });
                TestRun run = run(
                        server, scheduler, user -> user.sendAll(List.of(get3("/a"), get3("/never"), get3("/b"))), 0)) {
            run.start(Shapes.constant(3, 1000));
            run.until(() -> server.served() == 3 * 4);
            run.stop(Duration.ofSeconds(2));

            assertThat(run.of("/a").requests()).isEqualTo(3);
            assertThat(run.of("/b").requests()).isEqualTo(3);
            assertThat(run.counter(Counter.ABORTED)).isEqualTo(3);
            assertThat(server.served()).isBetween(run.logLines(), run.logLines() + run.counter(Counter.UNCLEAR));
        }
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void aJudgeThatThrowsLeavesNoRequestUncounted(VirtualThreadScheduler scheduler) {
        Task task = user -> user.sendAll(List.of(get3("/before"), judged("/throws"), get3("/behind")));
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = run(server, scheduler, task, 0)) {
            run.start(Shapes.constant(2, 1000));
            run.until(() -> run.of("/behind").requests() > 10);
            run.stop(Duration.ofSeconds(5));

            assertThat(run.logLines()).isEqualTo(server.served());
            assertThat(run.of("/before").requests()).isEqualTo(run.of("/behind").requests());
            assertThat(run.of("/throws").requests()).isEqualTo(run.of("/behind").requests());
            assertThat(run.of("/throws").failures()).isEqualTo(run.of("/throws").requests());
        }
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void theCodeDecidesLaterHowARequestCounts(VirtualThreadScheduler scheduler) {
        Task task = user -> {
            Response good = user.send(open("/missing", "meant to be missing"));
            user.settle(good, (String) null);
            Response bad = user.send(open("/item", "slow"));
            user.pause(Duration.ofMillis(200));
            user.settle(bad, "too slow for me");
            user.settle(bad, (String) null); // once is enough
            user.send(open("/item", "forgotten"));
        };
        try (TestServer server = TestServer.that(call -> {
                    if (call.target().equals("/missing")) {
                        call.send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
                    } else {
                        call.ok("x");
                    }
                });
                TestRun run = run(server, scheduler, task, 0)) {
            run.start(Shapes.constant(1, 1000));
            run.until(() -> run.of("forgotten").requests() >= 1);
            run.stop();

            assertThat(run.of("meant to be missing").failures()).isZero();
            assertThat(run.of("slow").failures()).isPositive();
            assertThat(run.failureMessages().toString()).contains("too slow for me");
            assertThat(run.of("slow").response().percentileMillis(50))
                    .as("the wire's")
                    .isLessThan(200);
            assertThat(run.of("forgotten").failures()).isZero();
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void sendsSeveralAtOnceWithTheUsersCookies(VirtualThreadScheduler scheduler) {
        Task task = user -> {
            user.storeCookie("/", "session=s" + user.userNumber() + "; Path=/");
            List<Response> all = user.sendAll(List.of(get3("/a"), get3("/b"), get3("/c")));
            for (Response each : all) {
                if (!text(each).equals("session=s" + user.userNumber())) {
                    throw new IllegalStateException("got " + text(each));
                }
            }
        };
        try (TestServer server = TestServer.that(
                        call -> call.ok(call.head().replaceAll("(?is).*\\bcookie: ([^\r\n]*).*", "$1")));
                TestRun run = run(server, scheduler, task, 0)) {
            run.start(Shapes.constant(3, 1000));
            run.untilRequests(100);
            run.stop();

            assertThat(run.totals().exceptions().get("test")).isEmpty();
            assertThat(run.failures()).isZero();
            assertThat(server.connections()).isEqualTo(9);
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void whatTheCodeDoesByItselfIsNotTheTargets(VirtualThreadScheduler scheduler) {
        Task task = user -> {
            Thread.sleep(300);
            user.send(ITEM);
        };
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = run(server, scheduler, task, 0)) {
            run.start(Shapes.constant(2, 1000));
            run.until(() -> run.of("/item").requests() >= 4);
            run.stop();

            assertThat(run.of("/item").response().percentileMillis(50)).isLessThan(300);
        }
    }

    /** One user computes for 200 ms at a time, on the loop of another that waits for 5 ms: its turn comes late each time. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theTimeUntilAUsersTurnComesIsNobodysWhereUsersTakeTurns(boolean inTurns) {
        AtomicReference<Session> busy = new AtomicReference<>();
        Task task = user -> {
            if (busy.compareAndSet(null, user) || user == busy.get()) {
                long end = System.nanoTime() + 200_000_000;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
            } else {
                user.send(ITEM);
            }
        };
        Code code = code(task, 5_000_000);
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = runOf(server, VirtualThreadScheduler.chosen(), inTurns ? Code.inTurns(code) : code, 1)) {
            run.start(Shapes.constant(2, 1000));
            run.until(() -> run.of("/item").requests() >= 8);
            run.stop();

            double response = run.of("/item").response().percentileMillis(50);
            double service = run.of("/item").service().percentileMillis(50);
            if (inTurns) {
                assertThat(response - service).isLessThan(100);
            } else {
                assertThat(response - service).isGreaterThan(100);
            }
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void aUserThatHasDoneItsWorkIsNotReplaced(VirtualThreadScheduler scheduler) {
        var numbers = new ConcurrentSkipListSet<Integer>();
        Task task = user -> {
            user.send(ITEM);
            numbers.add(user.userNumber());
            if (user.userNumber() != 0) {
                throw UserExit.forGood();
            }
        };
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = run(server, scheduler, task, 1_000_000)) {
            run.start(Shapes.constant(4, 1000));
            run.until(() -> numbers.size() == 4 && run.of("/logout").requests() == 3);
            run.until(() -> run.of("/item").requests() > 20);
            assertThat(run.of("/login").requests()).isEqualTo(4);
            run.stop();

            assertThat(run.of("/logout").requests()).isEqualTo(4);
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void codeMayHaveItsOwnWayFromRoundToRound(VirtualThreadScheduler scheduler) {
        Task task = user -> {
            while (true) {
                user.send(ITEM);
                user.nextIteration(user.nanos() + 1_000_000);
            }
        };
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = run(server, scheduler, task, 0)) {
            run.start(Shapes.constant(2, 1000));
            run.untilRequests(50);
            run.stop();

            assertThat(run.counter(Counter.ITERATIONS))
                    .isBetween(run.of("/item").requests(), run.of("/item").requests() + 2);
            assertThat(run.of("/logout").requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void whatCodeHasMeasuredItselfIsARequestOfItsOwn(VirtualThreadScheduler scheduler) {
        Task task = user -> {
            user.measured(new Session.Sample("GRPC", "Hello", 25_000_000, 10, null));
            user.measured(new Session.Sample("GRPC", "Hello", 25_000_000, 0, "UNAVAILABLE"));
            user.send(ITEM);
        };
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = run(server, scheduler, task, 0)) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(12);
            run.stop();

            assertThat(run.of("Hello").failures() * 2).isEqualTo(run.of("Hello").requests());
            assertThat(run.of("Hello").response().percentileMillis(50)).isBetween(24.9, 25.1);
            assertThat(run.counter(Counter.EXTERNAL)).isEqualTo(run.of("Hello").requests());
        }
    }

    private static Request open(String url, String name) {
        return new Request("GET", url, name, List.of(), null, "", true, 0, true, null, true);
    }

    private static Request judged(String url) {
        Request.Judge judge = response -> {
            throw new IllegalStateException("a judge's own mistake");
        };
        return new Request("GET", url, url, List.of(), null, "", true, 0, true, judge, false);
    }

    private static Request get3(String url) {
        return Request.get(url, url);
    }

    private static String text(Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static Code code(Task task, long waitNanos) {
        return session -> new Behaviour() {
            @Override
            public void onStart() {
                session.send(post("/login"));
            }

            @Override
            public boolean task(int index) throws Exception {
                task.run(session);
                return true;
            }

            @Override
            public void onStop() {
                session.send(post("/logout"));
            }

            @Override
            public long nextStart(long startNanos, long endNanos) {
                return endNanos + waitNanos;
            }
        };
    }

    private static Request post(String url) {
        return new Request(
                "POST", url, url, List.of(), new byte[] {'{', '}'}, "application/json", true, 0, false, null, false);
    }

    private static TestRun run(TestServer server, VirtualThreadScheduler scheduler, Task task, long waitNanos) {
        return run(server, scheduler, task, waitNanos, 2);
    }

    private static TestRun run(
            TestServer server, VirtualThreadScheduler scheduler, Task task, long waitNanos, int loops) {
        return runOf(server, scheduler, code(task, waitNanos), loops);
    }

    private static TestRun runOf(TestServer server, VirtualThreadScheduler scheduler, Code code, int loops) {
        var plan = Plans.plan(server.uri(), Plans.users(get("/item")).code(code));
        EngineOptions options = new EngineOptions(loops, Pollers.choose(), scheduler, Optional.empty());
        return TestRun.of(plan, LoopEngine.of(plan, options));
    }
}
