package dev.throng.runner.engine;

import static dev.throng.runner.engine.Http2TestServer.CONTINUATION;
import static dev.throng.runner.engine.Http2TestServer.DATA;
import static dev.throng.runner.engine.Http2TestServer.END_HEADERS;
import static dev.throng.runner.engine.Http2TestServer.END_STREAM;
import static dev.throng.runner.engine.Http2TestServer.HEADERS;
import static dev.throng.runner.engine.Http2TestServer.OK;
import static dev.throng.runner.engine.Http2TestServer.PING;
import static dev.throng.runner.engine.Http2TestServer.PUSH_PROMISE;
import static dev.throng.runner.engine.Http2TestServer.RST_STREAM;
import static dev.throng.runner.engine.Http2TestServer.SETTINGS;
import static dev.throng.runner.engine.Http2TestServer.WINDOW_UPDATE;
import static dev.throng.runner.engine.Http2TestServer.bytesOf;
import static dev.throng.runner.engine.Http2TestServer.field;
import static dev.throng.runner.engine.Http2TestServer.join;
import static dev.throng.runner.engine.Http2TestServer.number;
import static dev.throng.runner.engine.Http2TestServer.setting;
import static dev.throng.runner.engine.Plans.get;
import static dev.throng.runner.engine.Plans.post;
import static dev.throng.runner.engine.Plans.users;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.client.ConnectionsPer;
import dev.throng.runner.engine.Http2TestServer.Behaviour;
import dev.throng.runner.engine.Http2TestServer.Call;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.plan.http.HttpVersion;
import dev.throng.runner.plan.http.Wires;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.Snapshot.Counter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Over HTTP/2, too, each request is counted once, whatever the server does, and no stream suffers for what was done to another. */
@Timeout(60)
class Http2RunTest {
    private static final HttpSettings OWN = Plans.HTTP.speaking(HttpVersion.V2, 1);
    private static final HttpSettings SHARED = Plans.HTTP.speaking(HttpVersion.V2, 5);

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** After which a connection is asked whether it is alive, and how long it may take to answer. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    private static final HttpSettings IMPATIENT = new HttpSettings(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(1),
                    LIMIT,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    5,
                    10_000,
                    0)
            .speaking(HttpVersion.V2, 2);

    static Stream<Pollers> pollers() {
        return TestRun.pollers();
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void eachUserHasAConnectionOfItsOwn(Pollers pollers) {
        try (Http2TestServer server = Http2TestServer.that(call -> call.ok("hello"));
                TestRun run = run(server, pollers, users(get("/")), OWN)) {
            assertThat(run.failureMessages()).isEmpty();
            assertThat(run.logLines()).isEqualTo(server.served());
            assertThat(server.connections()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void usersShareConnections(Pollers pollers) {
        try (Http2TestServer server = Http2TestServer.that(call -> call.ok("hello"));
                TestRun run = run(server, pollers, users(get("/"), post("/", "{\"a\": 1}")), SHARED)) {
            assertThat(run.failureMessages()).isEmpty();
            assertThat(run.logLines()).isEqualTo(server.served());
            assertThat(server.connections()).isEqualTo(2);
            assertThat(run.counter(Counter.CONNECTIONS_OPENED)).isEqualTo(2);
        }
    }

    @Test
    void aSilentConnectionIsAskedWhetherItIsAlive() throws InterruptedException {
        try (Http2TestServer server = Http2TestServer.that(call -> call.ok("hello"));
                TestRun run = TestRun.of(
                        Plans.plan(
                                server.uri(),
                                users(get("/")).waiting(new Wait.Constant(3_600_000_000_000L)),
                                OWN.over(asking(SILENCE))),
                        best(),
                        1)) {
            run.start(Shapes.constant(3, 1000));
            while (server.pings() < 9) {
                Thread.sleep(1);
            }
            run.stop();

            assertThat(run.failureMessages()).isEmpty();
            assertThat(server.connections()).isEqualTo(3);
            assertThat(run.logLines()).isEqualTo(server.served()).isEqualTo(3);
        }
    }

    @Test
    void aConnectionThatAnswersNoPingIsGivenUp() {
        AtomicLong answered = new AtomicLong();
        try (Http2TestServer server = Http2TestServer.that(call -> {
                            if (call.onConnection() == 1) {
                                answered.incrementAndGet();
                                call.ok("hello");
                            }
                        })
                        .deaf();
                TestRun run = run(server, best(), users(get("/")), OWN.over(asking(SILENCE)))) {
            // What is not answered there is asked again elsewhere.
            assertThat(run.failureMessages()).isEmpty();
            assertThat(run.logLines()).isEqualTo(answered.get());
            assertThat(server.served()).isGreaterThan(answered.get());
        }
        try (Http2TestServer server = Http2TestServer.that(call -> {}).deaf();
                TestRun run = run(server, best(), users(post("/", "{}")), OWN.over(asking(SILENCE)))) {
            assertThat(run.failureMessages())
                    .containsExactly("RESET: the server has not answered a PING within 500 ms");
        }
    }

    private static Wires asking(Duration silence) {
        return new Wires(
                ConnectionsPer.user,
                Map.of(),
                Optional.empty(),
                List.of(),
                true,
                Optional.empty(),
                Optional.empty(),
                0,
                silence.toNanos());
    }

    @Test
    void whatTheServerSaysThatItHasNotProcessedIsSentAgain() {
        AtomicLong processed = new AtomicLong();
        try (Http2TestServer server = Http2TestServer.that(call -> {
                    if (call.onConnection() % 7 == 0) {
                        call.goAway(call.stream() - 2, 0);
                    } else if (call.onConnection() % 5 == 0) {
                        call.reset(7);
                    } else {
                        processed.incrementAndGet();
                        call.ok("x");
                    }
                });
                TestRun run = run(server, best(), users(post("/", "{}")), OWN)) {
            assertThat(run.failureMessages()).isEmpty();
            assertThat(run.logLines()).isEqualTo(processed.get());
            assertThat(server.served()).isGreaterThan(processed.get());
        }
    }

    @Test
    void aServerThatRefusesAlwaysIsAFailure() {
        try (Http2TestServer server = Http2TestServer.that(call -> call.reset(7));
                TestRun run = run(server, best(), users(get("/")), SHARED)) {
            assertThat(run.failures()).isEqualTo(run.requests());
            assertThat(run.failureMessages()).containsExactly("RESET: the server refused the stream (REFUSED_STREAM)");
            assertThat(run.logLines()).isZero();
        }
    }

    @Test
    void noMoreStreamsAreOpenedThanTheServerAllows() {
        AtomicLong processed = new AtomicLong();
        try (Http2TestServer server = new Http2TestServer(setting(3, 2), call -> {
                    processed.incrementAndGet();
                    call.ok("x");
                });
                TestRun run = run(server, best(), users(get("/")), SHARED)) {
            assertThat(run.failureMessages()).isEmpty();
            assertThat(run.logLines()).isEqualTo(processed.get());
        }
    }

    @Test
    void largeBodiesGoBothWaysWithinTheWindows() {
        String large = "x".repeat(300_000);
        try (Http2TestServer server = new Http2TestServer(setting(4, 1 << 20), call -> {
                    call.head(OK);
                    for (int i = 0; i < 20; i++) {
                        call.frame(DATA, i == 19 ? END_STREAM : 0, call.stream(), new byte[16_000]);
                    }
                    if (call.bytes() != large.length()) {
                        call.socket().close();
                    }
                });
                TestRun run = run(server, best(), users(post("/", large)), SHARED)) {
            assertThat(run.failureMessages()).isEmpty();
            assertThat(run.logLines()).isEqualTo(server.served());
            assertThat(run.totals().judged().bytesReceived()).isGreaterThan(run.requests() * 320_000L);
            assertThat(run.totals().judged().bytesSent()).isGreaterThan(run.requests() * large.length());
        }
    }

    @Test
    void interimHeadsAndTrailersArePartOfAResponse() {
        try (Http2TestServer server = Http2TestServer.that(call -> {
                    call.head(field(":status", "103"));
                    call.head(OK);
                    call.frame(DATA, 0, call.stream(), "x".getBytes(StandardCharsets.UTF_8));
                    call.frame(HEADERS, END_HEADERS | END_STREAM, call.stream(), field("checksum", "1"));
                });
                TestRun run = run(server, best(), users(get("/")), SHARED)) {
            assertThat(run.failureMessages()).isEmpty();
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @Test
    void aWindowThatNeverOpensTimesOut() {
        try (Http2TestServer server = new Http2TestServer(setting(4, 0), call -> call.ok("never asked"));
                TestRun run = TestRun.of(Plans.plan(server.uri(), users(post("/", "{}")), IMPATIENT), best(), 1)) {
            run.start(Shapes.constant(2, 1000));
            run.untilRequests(4);
            run.stop();
            assertThat(run.failureMessages()).containsExactly("TIMEOUT: no response within 1 s");
        }
    }

    private static Arguments kind(String name, String expected, Behaviour behaviour) {
        return Arguments.of(name, expected, behaviour);
    }

    /** What costs the stream it is done to, and no other. */
    static Stream<Arguments> misdeedsToAStream() {
        return Stream.of(
                kind("reset", "RESET: the server reset the stream (INTERNAL_ERROR)", call -> call.reset(2)),
                kind("reset within the response", "RESET: the server reset the stream (CANCEL)", call -> {
                    call.head(OK);
                    call.reset(8);
                }),
                kind(
                        "data before a head",
                        rules("data before a head"),
                        call -> call.frame(DATA, END_STREAM, call.stream(), new byte[10])),
                kind(
                        "no status",
                        rules("a field before the status"),
                        call -> call.frame(HEADERS, END_HEADERS | END_STREAM, call.stream(), field("a", "b"))),
                kind(
                        "two statuses",
                        rules("a pseudo-header field that no response has there"),
                        call -> call.frame(HEADERS, END_HEADERS | END_STREAM, call.stream(), join(OK, OK))),
                kind(
                        "upper case",
                        rules("a character that may stand in no field"),
                        call -> call.frame(
                                HEADERS, END_HEADERS | END_STREAM, call.stream(), join(OK, field("Date", "x")))),
                kind(
                        "line break",
                        rules("a character that may stand in no field"),
                        call -> call.frame(
                                HEADERS, END_HEADERS | END_STREAM, call.stream(), join(OK, field("a", "b\r\nc: d")))),
                kind(
                        "body shorter than it says",
                        "PROTOCOL: a body that is not as long as its Content-Length",
                        call -> {
                            call.head(join(OK, field("content-length", "3")));
                            call.frame(DATA, END_STREAM, call.stream(), new byte[2]);
                        }),
                kind("body longer than allowed", "PROTOCOL: response body longer than http.maxBodySize", call -> {
                    call.head(OK);
                    call.frame(DATA, 0, call.stream(), new byte[16_000]);
                }),
                kind("second head", rules("a second head"), call -> {
                    call.head(OK);
                    call.head(field("a", "b"));
                }),
                kind(
                        "window that grows by nothing",
                        rules("a window that grows by nothing or beyond 2 GiB"),
                        call -> call.frame(WINDOW_UPDATE, 0, call.stream(), number(0))),
                kind(
                        "header bomb",
                        rules("a response head longer than 64 KiB or against the rules"),
                        call -> call.frame(HEADERS, END_HEADERS | END_STREAM, call.stream(), bomb())),
                kind("silence", "TIMEOUT: no response within 1 s", call -> {}),
                kind("half-closed for ever", "TIMEOUT: not complete within 2 s", call -> call.head(OK)));
    }

    /** A long field that the table remembers, many times over. */
    private static byte[] bomb() {
        byte[] once = field("a", "x".repeat(3000));
        once[0] = 0x40;
        byte[] again = new byte[2000];
        Arrays.fill(again, (byte) 0xbe);
        return join(OK, once, again);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misdeedsToAStream")
    void whatIsDoneToAStreamCostsThatStreamOnly(String name, String expected, Behaviour misdeed) {
        AtomicLong bad = new AtomicLong();
        try (Http2TestServer server = Http2TestServer.that(call -> {
                    if (call.bytes() > 0) {
                        bad.incrementAndGet();
                        misdeed.answer(call);
                    } else {
                        call.ok("fine");
                    }
                });
                TestRun run = TestRun.of(
                        Plans.plan(server.uri(), users(post("/bad", "{}").within(LIMIT), get("/good")), IMPATIENT),
                        best(),
                        1)) {
            run.start(Shapes.constant(4, 1000));
            run.until(() -> run.of("/bad").requests() >= 8 && run.of("/good").requests() >= 8);
            run.stop();

            assertThat(run.failureMessages()).containsExactly(expected);
            assertThat(run.of("/good").failures()).isZero();
            assertThat(run.of("/bad").failures()).isEqualTo(run.of("/bad").requests());
            assertThat(server.served())
                    .isBetween(
                            run.logLines(),
                            run.logLines() + run.counter(Counter.UNCLEAR) + run.counter(Counter.ABORTED));
        }
    }

    private static String rules(String broken) {
        return "PROTOCOL: the server broke the rules of HTTP/2: " + broken;
    }

    /** What costs the connection. */
    static Stream<Arguments> misdeedsToAConnection() {
        return Stream.of(
                kind(
                        "closed",
                        "RESET: connection closed by peer",
                        call -> call.socket().close()),
                kind(
                        "goodbye with a reason",
                        "RESET: the server ended the connection (GOAWAY: ENHANCE_YOUR_CALM): too many",
                        call -> {
                            call.frame(
                                    7,
                                    0,
                                    0,
                                    join(
                                            number(call.stream()),
                                            number(11),
                                            "too many".getBytes(StandardCharsets.UTF_8)));
                            call.socket().close();
                        }),
                kind(
                        "another language",
                        rules("a frame of more than 16 KiB"),
                        call -> call.out()
                                .write("220 mail.example.com ready for anything you like\r\n"
                                        .getBytes(StandardCharsets.UTF_8))),
                kind("giant frame", rules("a frame of more than 16 KiB"), call -> call.head(new byte[20_000])),
                kind(
                        "push",
                        rules("a push that nobody asked for"),
                        call -> call.frame(PUSH_PROMISE, END_HEADERS, call.stream(), join(number(2), OK))),
                kind("frame within a head", rules("a frame within a head"), call -> {
                    call.frame(HEADERS, 0, call.stream(), OK);
                    call.frame(PING, 0, 0, new byte[8]);
                }),
                kind(
                        "continuation of nothing",
                        rules("the end of a head that has no beginning"),
                        call -> call.frame(CONTINUATION, END_HEADERS, call.stream(), OK)),
                kind("continuation flood", rules("a response head longer than 64 KiB, or in too many pieces"), call -> {
                    call.frame(HEADERS, 0, call.stream(), OK);
                    for (int i = 0; i < 100; i++) {
                        call.frame(CONTINUATION, 0, call.stream());
                    }
                }),
                kind("endless head", rules("a response head longer than 64 KiB, or in too many pieces"), call -> {
                    call.frame(HEADERS, 0, call.stream(), OK);
                    for (int i = 0; i < 10; i++) {
                        call.frame(CONTINUATION, 0, call.stream(), field("a", "x".repeat(16_000)));
                    }
                }),
                kind(
                        "compression that refers to nothing",
                        rules("fields that can't be decompressed"),
                        call -> call.head((byte) 0xff, (byte) 0xff, (byte) 0x01)),
                kind(
                        "stream that nobody opened",
                        rules("a frame of a stream that does not exist"),
                        call -> call.frame(HEADERS, END_HEADERS | END_STREAM, call.stream() + 1000, OK)),
                kind(
                        "setting out of bounds",
                        rules("a setting with a value that it can't have"),
                        call -> call.frame(SETTINGS, 0, 0, setting(4, -1))),
                kind(
                        "window beyond bounds",
                        rules("a window that grows by nothing or beyond 2 GiB"),
                        call -> call.frame(WINDOW_UPDATE, 0, 0, number(Integer.MAX_VALUE))),
                kind(
                        "frame too short",
                        rules("a frame of the wrong length"),
                        call -> call.frame(RST_STREAM, 0, call.stream(), (byte) 1)),
                kind("more padding than frame", rules("more padding than frame"), call -> {
                    call.head(OK);
                    call.frame(DATA, 8, call.stream(), (byte) 200, (byte) 1);
                }),
                kind("flood of questions", rules("it asks faster than it reads the answers"), Http2RunTest::flood));
    }

    /** Asks without reading, until the other side has had enough. */
    private static void flood(Call call) throws IOException {
        byte[] ping = bytesOf(PING, 0, 0, new byte[8]);
        byte[] many = new byte[ping.length * 3000];
        for (int at = 0; at < many.length; at += ping.length) {
            System.arraycopy(ping, 0, many, at, ping.length);
        }
        for (int i = 0; i < 2000; i++) {
            call.out().write(many);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misdeedsToAConnection")
    void whatIsDoneToAConnectionIsAFailureWithAReason(String name, String expected, Behaviour misdeed) {
        boolean flood = name.contains("flood of questions");
        try (Http2TestServer server = Http2TestServer.that(misdeed);
                TestRun run = TestRun.of(Plans.plan(server.uri(), users(get("/")), OWN), best(), 1)) {
            run.start(Shapes.constant(flood ? 1 : 4, 1000));
            run.untilRequests(flood ? 1 : 12);
            run.stop();

            assertThat(run.failures()).isEqualTo(run.requests());
            assertThat(run.failureMessages()).containsExactly(expected);
        }
    }

    @Test
    void aServerOfHttp11IsToldFromABrokenOne() {
        try (TestServer server = TestServer.that(call -> {
                    call.respond(400, "", "what?");
                    call.close();
                });
                TestRun run = TestRun.of(Plans.plan(server.uri(), users(get("/")), OWN), best(), 1)) {
            run.start(Shapes.constant(2, 1000));
            run.untilRequests(4);
            run.stop();
            assertThat(run.failureMessages())
                    .containsExactly(
                            "PROTOCOL: the server answers in HTTP/1.1 here; set http.version to auto or \"1.1\"");
        }
    }

    private static Pollers best() {
        return Pollers.choose();
    }

    private static TestRun run(Http2TestServer server, Pollers pollers, Plans.Users users, HttpSettings http) {
        TestRun run = TestRun.of(Plans.plan(server.uri(), users, http), pollers, 1);
        run.start(Shapes.constant(10, 1000));
        run.untilRequests(100);
        run.stop();
        return run;
    }
}
