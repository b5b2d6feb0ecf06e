package dev.throng.runner.engine;

import static dev.throng.runner.engine.Plans.get;
import static dev.throng.runner.engine.Plans.users;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.throng.runner.code.Behaviour;
import dev.throng.runner.code.Certificates;
import dev.throng.runner.code.Code;
import dev.throng.runner.code.Request;
import dev.throng.runner.code.RequestMode;
import dev.throng.runner.code.Session;
import dev.throng.runner.http.TestAuthority;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.Snapshot.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine against servers that speak TLS. */
@Timeout(60)
class TlsRunTest {
    @TempDir
    static Path folder;

    static TestAuthority authority;

    static Stream<Pollers> pollers() {
        return TestRun.pollers();
    }

    @BeforeAll
    static void issue() {
        authority = TestAuthority.in(folder)
                .issue("server", "ip:127.0.0.1", "-1d", 10)
                .issue("client", "dns:client", "-1d", 10);
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void countsExactlyWhatTheServerSaw(Pollers pollers) {
        try (TestServer server = TestServer.overTls(authority.server("server"), call -> call.ok("y".repeat(40_000)));
                TestRun run = TestRun.of(
                        Plans.plan(server.uri(), users(get("/")), Plans.trusting(authority.pem())), pollers, 2)) {
            run.start(Shapes.constant(10, 1000));
            run.untilRequests(300);
            run.stop();

            assertThat(run.failureMessages()).isEmpty();
            assertThat(run.logLines()).isEqualTo(server.served());
            assertThat(server.connections()).isEqualTo(10);
            assertThat(run.timing("tls").total()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void connectsAgainAndAgain(Pollers pollers) {
        try (TestServer server = TestServer.overTls(authority.server("server"), call -> {
                    call.respond(200, "Connection: close\r\n", "bye");
                    call.close();
                });
                TestRun run = TestRun.of(
                        Plans.plan(server.uri(), users(get("/")), Plans.trusting(authority.pem())), pollers, 1)) {
            run.start(Shapes.constant(4, 1000));
            run.untilRequests(40);
            run.stop();

            assertThat(run.failureMessages()).isEmpty();
            assertThat(run.logLines()).isEqualTo(server.served());
            assertThat(run.counter(Counter.CONNECTIONS_REUSED)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void aCertificateThatNobodyTrustsIsAFailureOfTls(Pollers pollers) {
        var users = users(get("/")).waiting(new Wait.Constant(5_000_000));
        try (TestServer server = TestServer.overTls(authority.server("server"), call -> call.ok("x"));
                TestRun run = TestRun.of(Plans.plan(server.uri(), users), pollers, 1)) {
            run.start(Shapes.constant(2, 1000));
            run.untilRequests(6);
            run.stop();

            assertThat(run.failureMessages()).allMatch(message -> message.startsWith("TLS: "));
            assertThat(run.counter(Counter.NEVER_SENT)).isEqualTo(run.requests());
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void codeMaySendSomeRequestsWithoutALookAtCertificates(Pollers pollers) {
        Code code = session -> new Calling(
                session, List.of(new Calls("/blind", Certificates.ANY), new Calls("/seen", Certificates.OF_RUN)));
        try (TestServer server = TestServer.overTls(authority.server("server"), call -> call.ok("x"));
                TestRun run =
                        TestRun.of(Plans.plan(server.uri(), users(get("/")).code(code)), pollers, 1)) {
            run.start(Shapes.constant(2, 1000));
            run.untilRequests(20);
            run.stop();

            assertThat(run.of("/blind").failures()).isZero();
            assertThat(run.of("/blind").requests()).isPositive();
            assertThat(run.of("/seen").failures())
                    .isEqualTo(run.of("/seen").requests())
                    .isPositive();
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void eachUserShowsTheCertificateOfItsRow(Pollers pollers) throws IOException {
        String row = JsonNodeFactory.instance
                .objectNode()
                .put("pem", authority.identity("client"))
                .toString();
        Files.writeString(folder.resolve("who.jsonl"), row + "\n{\"pem\": \"none\"}\n{\"other\": 1}\n" + row);
        String spec = """
                http: {tls: {ca: %s, clientCert: "${who.pem}", clientKey: "${who.pem}"}}
                scenario:
                  data: [{name: who, file: who.jsonl, per: user, pick: unique}]
                  users: [{name: U, wait: {constant: 1h}, tasks: [{get: /}]}]
                """.formatted(JsonNodeFactory.instance.textNode(authority.pem()));
        try (TestServer server = TestServer.overTls(authority.server("server"), call -> call.ok("x"))
                        .askingWhoCalls();
                TestRun run = TestRun.of(
                        Written.plan(server.uri(), PlanOptions.DEFAULTS.withDataBeside(folder), spec), pollers, 1)) {
            run.start(Shapes.constant(4, 1000));
            run.untilRequests(4);
            run.stop();

            assertThat(server.served()).isEqualTo(2);
            assertThat(run.failureMessages())
                    .containsExactlyInAnyOrder(
                            "REQUEST: the user's certificate: no private key in the PEM text",
                            "REQUEST: the user's certificate: a variable is not set in clientCert");
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void codeMayShowACertificateOfItsOwn(Pollers pollers) {
        Certificates known = new Certificates(true, authority.pem(), authority.identity("client"));
        Certificates unknown = new Certificates(true, authority.pem(), "");
        Code code =
                session -> new Calling(session, List.of(new Calls("/known", known), new Calls("/unknown", unknown)));
        try (TestServer server = TestServer.overTls(authority.server("server"), call -> call.ok("x"))
                        .askingWhoCalls();
                TestRun run =
                        TestRun.of(Plans.plan(server.uri(), users(get("/")).code(code)), pollers, 1)) {
            run.start(Shapes.constant(2, 1000));
            run.untilRequests(20);
            run.stop();

            assertThat(run.of("/known").failures()).isZero();
            assertThat(run.of("/known").requests()).isPositive().isEqualTo(server.served());
            assertThat(run.of("/unknown").failures())
                    .isEqualTo(run.of("/unknown").requests())
                    .isPositive();
        }
    }

    private record Calls(String url, Certificates certificates) {}

    private record Calling(Session session, List<Calls> calls) implements Behaviour {
        @Override
        public void onStart() {}

        @Override
        public boolean task(int index) {
            for (Calls call : calls) {
                session.send(new Request(
                        "GET",
                        call.url,
                        call.url,
                        List.of(),
                        null,
                        "",
                        true,
                        0,
                        true,
                        null,
                        false,
                        call.certificates,
                        RequestMode.WHOLE));
            }
            return true;
        }

        @Override
        public void onStop() {}

        @Override
        public long nextStart(long startNanos, long endNanos) {
            return endNanos + 1_000_000;
        }
    }
}
