package dev.throng.runner.engine;

import static dev.throng.runner.engine.Plans.get;
import static dev.throng.runner.engine.Plans.post;
import static dev.throng.runner.engine.Plans.users;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.Snapshot.Counter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server does, each request is counted once, with a reason that a person understands. */
@Timeout(60)
class BadServerTest {
    private static final long MILLI = 1_000_000;

    /** Short enough for a test, long enough for a busy machine. */
    private static final HttpSettings IMPATIENT = new HttpSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(20),
            false,
            Optional.empty(),
            Optional.empty(),
            true,
            5,
            10_000,
            0);

    static Stream<Pollers> pollers() {
        return TestRun.pollers();
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void garbageIsAFailureOfTheProtocol(Pollers pollers) {
        try (TestServer server = TestServer.that(call -> call.send("complete nonsense\r\n\r\n"));
                TestRun run = shortRun(server, pollers, users(get("/")))) {
            assertThat(run.failures()).isEqualTo(run.requests());
            assertThat(run.failureMessages()).allMatch(message -> message.startsWith("PROTOCOL: "));
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void aConnectionClosedBeforeTheFirstResponseIsAFailure(Pollers pollers) {
        try (TestServer server = TestServer.that(TestServer.Call::close);
                TestRun run = shortRun(server, pollers, users(get("/")))) {
            assertThat(run.failures()).isEqualTo(run.requests());
            assertThat(run.failureMessages()).containsExactly("RESET: connection closed by peer");
            assertThat(run.counter(Counter.RETRIES)).isZero();
            // It had read each of them, and may as well not have written a line.
            assertThat(run.logLines()).isZero();
            assertThat(run.counter(Counter.UNCLEAR)).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void aResetConnectionIsAFailure(Pollers pollers) {
        try (TestServer server = TestServer.that(TestServer.Call::reset);
                TestRun run = shortRun(server, pollers, users(get("/")))) {
            assertThat(run.failures()).isEqualTo(run.requests());
            assertThat(run.failureMessages()).containsExactly("RESET: connection reset by peer");
            // Nobody can know whether a peer that resets has read anything.
            assertThat(run.logLines()).isZero();
            assertThat(run.logLines() + run.counter(Counter.UNCLEAR)).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void halfAResponseIsAFailure(Pollers pollers) {
        try (TestServer server = TestServer.that(call -> {
                    call.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
                    call.close();
                });
                TestRun run = shortRun(server, pollers, users(get("/")))) {
            assertThat(run.failures()).isEqualTo(run.requests());
            assertThat(run.failureMessages()).allMatch(message -> message.startsWith("RESET: "));
            assertThat(run.logLines()).isEqualTo(server.served());
            int sent = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this".length();
            assertThat(run.totals().judged().bytesReceived()).isEqualTo(sent * run.requests());
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void aRequestOnAnOldConnectionThatTheServerClosesIsSentAgainOnce(Pollers pollers) {
        try (TestServer server = TestServer.that(call -> {
                    if (call.onConnection() == 3) {
                        call.close();
                    } else {
                        call.ok("x");
                    }
                });
                TestRun run = shortRun(server, pollers, users(get("/")))) {
            assertThat(run.failures()).isZero();
            // The server had read each request that it then did not answer, but nobody can tell that from here.
            long repeated = server.served() - run.requests() - run.counter(Counter.ABORTED);
            assertThat(repeated).isPositive();
            assertThat(run.counter(Counter.UNCLEAR)).isEqualTo(repeated);
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void aRequestThatMayHaveHadAnEffectIsNotSentAgain(Pollers pollers) {
        try (TestServer server = TestServer.that(call -> {
                    if (call.onConnection() == 3) {
                        call.close();
                    } else {
                        call.ok("x");
                    }
                });
                TestRun run = shortRun(server, pollers, users(post("/", "{}")))) {
            assertThat(run.failureMessages()).containsExactly("RESET: connection closed by peer");
            assertThat(run.logLines() + run.counter(Counter.UNCLEAR)).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void aServerThatClosesAfterEachResponseIsNoFailure(Pollers pollers) {
        try (TestServer server = TestServer.that(call -> {
                    call.respond(200, "Connection: close\r\n", "bye");
                    call.close();
                });
                TestRun run = shortRun(server, pollers, users(get("/")))) {
            assertThat(run.failures()).isZero();
            assertThat(run.logLines()).isEqualTo(server.served());
            assertThat(run.counter(Counter.CONNECTIONS_REUSED)).isZero();
        }
    }

    /** Wherever the server's goodbye and the next request meet: nothing is claimed that is not in its log. */
    @ParameterizedTest
    @MethodSource("pollers")
    void aServerThatIsTiredOfIdleConnectionsGetsEachRequestOnce(Pollers pollers) {
        for (String words :
                List.of("", "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")) {
            var users = users(post("/", "{}")).waiting(new Wait.Between(18 * MILLI, 22 * MILLI));
            try (TestServer server = TestServer.that(call -> call.ok("x")).impatient(20, words);
                    TestRun run = TestRun.of(Plans.plan(server.uri(), users), pollers, 1)) {
                run.start(Shapes.constant(20, 1000));
                run.untilRequests(600);
                run.stop();

                assertThat(server.served()).isBetween(run.logLines(), run.logLines() + run.counter(Counter.UNCLEAR));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void aServerThatClosesIdleConnectionsIsNoFailure(Pollers pollers) {
        var users = users(get("/")).waiting(new Wait.Constant(20 * MILLI));
        try (TestServer server = TestServer.that(call -> {
                    call.ok("see you");
                    call.close();
                });
                TestRun run = shortRun(server, pollers, users)) {
            assertThat(run.failures()).isZero();
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void aBodyThatEndsWithTheConnectionIsComplete(Pollers pollers) {
        try (TestServer server = TestServer.that(call -> {
                    call.send("HTTP/1.1 200 OK\r\n\r\nas long as it takes");
                    call.close();
                });
                TestRun run = shortRun(server, pollers, users(get("/")))) {
            assertThat(run.failures()).isZero();
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void bytesBeyondTheResponseCostTheConnectionOnly(Pollers pollers) {
        try (TestServer server = TestServer.that(
                        call -> call.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n\r\n"));
                TestRun run = shortRun(server, pollers, users(get("/")))) {
            assertThat(run.failures()).isZero();
            assertThat(run.counter(Counter.CONNECTIONS_REUSED)).isZero();
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void silenceTimesOut(Pollers pollers) {
        try (TestServer server = TestServer.that(call -> {});
                TestRun run = TestRun.of(Plans.plan(server.uri(), users(get("/")), IMPATIENT), pollers, 1)) {
            run.start(Shapes.constant(5, 1000));
            run.untilRequests(10);
            run.stop();

            assertThat(run.failureMessages()).containsExactly("TIMEOUT: no response within 1 s");
            assertThat(run.totals().judged().service().minMicros()).isBetween(1_000_000L, 20_000_000L);
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void aResponseThatDripsForTooLongTimesOut(Pollers pollers) {
        var request = get("/").within(Duration.ofSeconds(1));
        try (TestServer server = TestServer.that(call -> {
                    call.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                    call.send("drip");
                });
                TestRun run = TestRun.of(Plans.plan(server.uri(), users(request)), pollers, 1)) {
            run.start(Shapes.constant(5, 1000));
            run.untilRequests(10);
            run.stop();

            assertThat(run.failureMessages()).containsExactly("TIMEOUT: not complete within 1 s");
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void aBodyBeyondTheLimitIsAFailure(Pollers pollers) {
        try (TestServer server = TestServer.that(call -> call.ok("x".repeat(20_000)));
                TestRun run = TestRun.of(Plans.plan(server.uri(), users(get("/")), IMPATIENT), pollers, 1)) {
            run.start(Shapes.constant(3, 1000));
            run.untilRequests(10);
            run.stop();

            assertThat(run.failures()).isEqualTo(run.requests());
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void aPortWhereNobodyListensIsNeverReached(Pollers pollers) throws IOException {
        var users = users(get("/")).waiting(new Wait.Constant(5 * MILLI));
        try (Socket silent = bound();
                TestRun run = TestRun.of(
                        Plans.plan(URI.create("http://127.0.0.1:" + silent.getLocalPort()), users), pollers, 1)) {
            run.start(Shapes.constant(5, 1000));
            run.untilRequests(20);
            run.stop();

            assertThat(run.failureMessages()).containsExactly("CONNECT: connection refused");
            assertThat(run.counter(Counter.NEVER_SENT)).isEqualTo(run.requests());
            assertThat(run.logLines()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void aNameThatNobodyKnowsIsAFailureOfDns(Pollers pollers) {
        var users = users(get("/")).waiting(new Wait.Constant(5 * MILLI));
        URI unknown = URI.create("http://no-such-host.invalid");
        try (TestRun run = TestRun.of(Plans.plan(unknown, users), pollers, 1)) {
            run.start(Shapes.constant(3, 1000));
            run.untilRequests(6);
            run.stop();

            assertThat(run.failureMessages()).allMatch(message -> message.startsWith("DNS: "));
            assertThat(run.counter(Counter.NEVER_SENT)).isEqualTo(run.requests());
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void whatIsStillInFlightAfterTheGracePeriodIsAborted(Pollers pollers) {
        try (TestServer server = TestServer.that(call -> {});
                TestRun run = TestRun.of(Plans.plan(server.uri(), users(get("/"))), pollers, 2)) {
            run.start(Shapes.constant(7, 1000));
            run.until(() -> server.served() == 7);
            run.stop(Duration.ofMillis(50));

            assertThat(run.requests()).isZero();
            assertThat(run.counter(Counter.ABORTED)).isEqualTo(7);
            // What the server's kernel has not confirmed yet may be on its way still.
            assertThat(server.served()).isBetween(run.logLines(), run.logLines() + run.counter(Counter.UNCLEAR));
        }
    }

    /** Has a port that nobody listens at, and nobody else can take. */
    private static Socket bound() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket;
    }

    private static TestRun shortRun(TestServer server, Pollers pollers, Plans.Users users) {
        TestRun run = TestRun.of(Plans.plan(server.uri(), users), pollers, 1);
        run.start(Shapes.constant(4, 1000));
        run.untilRequests(40);
        run.stop();
        return run;
    }
}
