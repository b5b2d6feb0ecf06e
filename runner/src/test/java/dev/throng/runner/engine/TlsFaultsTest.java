package dev.throng.runner.engine;

import static dev.throng.runner.engine.Plans.get;
import static dev.throng.runner.engine.Plans.users;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.TestAuthority;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.Snapshot.Counter;
import dev.throng.runner.stats.total.Live;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Handshakes that fail in every way, beside hosts that do all right, on one loop: nobody notices the others. */
@Timeout(60)
class TlsFaultsTest {
    @TempDir
    static Path folder;

    static TestAuthority authority;

    static Stream<Pollers> pollers() {
        return TestRun.pollers();
    }

    @BeforeAll
    static void issue() {
        authority = TestAuthority.in(folder)
                .issue("good", "ip:127.0.0.1", "-1d", 10)
                .issue("expired", "ip:127.0.0.1", "-20d", 10)
                .issue("stranger", "dns:stranger.example", "-1d", 10)
                .selfSigned("self", "ip:127.0.0.1");
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void failedHandshakesTouchNobodyElse(Pollers pollers) throws IOException {
        String large = "y".repeat(70_000);
        try (TestServer plain = TestServer.logging(call -> call.ok("plain"));
                TestServer kept = TestServer.overTls(authority.server("good"), call -> call.ok(large));
                TestServer closing = TestServer.overTls(authority.server("good"), call -> {
                    call.respond(200, "Connection: close\r\n", "bye");
                    call.close();
                });
                TestServer self = TestServer.overTls(authority.server("self"), call -> call.ok("no"));
                TestServer expired = TestServer.overTls(authority.server("expired"), call -> call.ok("no"));
                TestServer stranger = TestServer.overTls(authority.server("stranger"), call -> call.ok("no"));
                Cut silent = new Cut(Cut.NOTHING);
                Cut babbling = new Cut("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
                Cut torn = new Cut(new byte[] {22, 3, 3, 64, 0, 2, 0, 0, 118, 3, 3});
                TestRun run = TestRun.of(
                        Plans.plan(
                                plain.uri(),
                                users(
                                        get("/plain"),
                                        get(kept.uri() + "/kept"),
                                        get(closing.uri() + "/closing"),
                                        get(self.uri() + "/self"),
                                        get(expired.uri() + "/expired"),
                                        get(stranger.uri() + "/stranger"),
                                        get(silent.uri() + "/silent"),
                                        get(babbling.uri() + "/babbling"),
                                        get(torn.uri() + "/torn")),
                                patient()),
                        pollers,
                        1)) {
            run.start(Shapes.constant(10, 1000));
            run.untilRequests(100);
            run.stop();

            assertThat(run.totals().exceptions().values()).allMatch(List::isEmpty);
            assertThat(messages(run))
                    .containsOnlyKeys("/self", "/expired", "/stranger", "/silent", "/babbling", "/torn")
                    .containsEntry(
                            "/self",
                            Set.of("TLS: self-signed certificate; set http.tls.ca or http.tls.insecureSkipVerify"))
                    .containsEntry("/silent", Set.of("TLS: connection closed by peer during the TLS handshake"))
                    .containsEntry("/babbling", Set.of("TLS: the server does not speak TLS here; use http"))
                    .containsEntry("/torn", Set.of("TLS: connection closed by peer during the TLS handshake"));
            assertThat(messages(run).get("/expired"))
                    .singleElement()
                    .asString()
                    .startsWith("TLS: certificate has expired (valid until");
            assertThat(messages(run).get("/stranger"))
                    .containsExactly("TLS: host name '127.0.0.1' not in certificate (stranger.example)");
            assertThat(new TreeSet<>(plain.lines())).containsExactly("GET /plain");
            assertThat(new TreeSet<>(kept.lines())).containsExactly("GET /kept");
            assertThat(new TreeSet<>(closing.lines())).containsExactly("GET /closing");
            assertThat(self.served() + expired.served() + stranger.served()).isZero();
            assertThat(run.logLines()).isEqualTo(plain.served() + kept.served() + closing.served());
            assertThat(run.counter(Counter.NEVER_SENT)).isEqualTo(run.failures());
        }
    }

    /** A busy machine is no failed handshake. */
    private static HttpSettings patient() {
        Duration minute = Duration.ofMinutes(1);
        return new HttpSettings(
                minute, minute, minute, false, Optional.of(authority.pem()), Optional.empty(), true, 5, 1 << 20, 0);
    }

    /** The failures' messages by the path of their request. */
    private static Map<String, Set<String>> messages(TestRun run) {
        Map<String, Set<String>> messages = new TreeMap<>();
        for (Live.Failure row : run.totals().failures()) {
            String name = row.key().name();
            messages.computeIfAbsent(name.substring(name.lastIndexOf('/')), unused -> new TreeSet<>())
                    .add(row.kind() + ": " + row.message());
        }
        return messages;
    }

    /** Takes the client's first message, answers with some bytes that make no handshake, and hangs up. */
    private static final class Cut implements AutoCloseable {
        static final byte[] NOTHING = {};

        private final ServerSocket listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        private final byte[] answer;

        Cut(byte[] answer) throws IOException {
            this.answer = answer;
            Thread.ofVirtual().start(this::accept);
        }

        String uri() {
            return "https://127.0.0.1:" + listener.getLocalPort();
        }

        private void accept() {
            while (!listener.isClosed()) {
                try (Socket socket = listener.accept()) {
                    socket.setSoTimeout(60_000);
                    readHello(socket.getInputStream());
                    socket.getOutputStream().write(answer);
                } catch (IOException gone) {
                    // The client went away, or the test is over.
                }
            }
        }

        private static void readHello(InputStream in) throws IOException {
            byte[] record = in.readNBytes(5);
            if (record.length == 5) {
                in.skipNBytes((record[3] & 0xff) << 8 | record[4] & 0xff);
            }
        }

        @Override
        public void close() {
            try {
                listener.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
