package dev.throng.runner.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throng.api.client.ConnectionsPer;
import dev.throng.runner.http.TlsServer.Negotiated;
import dev.throng.runner.http.pool.SinkPool;
import dev.throng.runner.http.tls.TlsBuffers;
import dev.throng.runner.http.tls.TlsClient;
import dev.throng.runner.http.tls.TlsSession;
import dev.throng.runner.http.tls.TlsSession.State;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.plan.http.Wires;
import dev.throng.runner.script.ByteSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsTest {
    @TempDir
    static Path folder;

    static TestAuthority authority;

    @BeforeAll
    static void issue() {
        authority = TestAuthority.in(folder)
                .issue("good", "dns:localhost,dns:shop.example,ip:127.0.0.1", "-1d", 10)
                .issue("other", "dns:other.example,dns:Another.example,ip:10.0.0.1", "-1d", 10)
                .issue("expired", "dns:localhost", "-20d", 10)
                .issue("early", "dns:localhost", "+5d", 5)
                .selfSigned("self", "dns:localhost");
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, 1", "TLSv1.3, 7", "TLSv1.3, 65536", "TLSv1.2, 1", "TLSv1.2, 7", "TLSv1.2, 65536"})
    void carriesBytesBothWaysHoweverTheyAreCut(String protocol, int window) throws Exception {
        try (TlsServer server = new TlsServer(authority.server("good"), protocol);
                Client client = new Client(trusting(), "localhost", server.port(), 1, window)) {
            assertThat(client.handshake()).isEqualTo(State.OPEN);
            String text = "0123456789".repeat(window == 1 ? 100 : 10_000);
            assertThat(client.echo(text)).isEqualTo(text);
            assertThat(client.echo("again")).isEqualTo("again");
            assertThat(server.connections.take())
                    .isEqualTo(new Negotiated(protocol, "http/1.1", "[type=host_name (0), value=localhost]"));
        }
    }

    @Test
    void knowsAGenuineEndAndSaysGoodbyeItself() throws Exception {
        try (TlsServer server = new TlsServer(authority.server("good"));
                Client client = new Client(trusting(), "localhost", server.port(), 1, 4096)) {
            assertThat(client.handshake()).isEqualTo(State.OPEN);
            assertThat(client.echo("bye")).isEqualTo("bye");
            client.readUntil(State.CLOSED);
            assertThat(client.closeBytes()).isZero();
        }
        try (TlsServer server = new TlsServer(authority.server("good"));
                Client client = new Client(trusting(), "localhost", server.port(), 1, 4096)) {
            assertThat(client.handshake()).isEqualTo(State.OPEN);
            assertThat(client.closeBytes()).isPositive();
            client.readUntil(State.CLOSED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void resumesTheSessionsOfTheSameUserOnly(String protocol) throws Exception {
        TlsClient tls = trusting();
        try (TlsServer server = new TlsServer(authority.server("good"), protocol)) {
            assertThat(resumed(tls, server, 1)).isFalse();
            assertThat(resumed(tls, server, 1)).isTrue();
            assertThat(resumed(tls, server, 2)).isFalse();
            assertThat(resumed(tls, server, 2)).isTrue();
        }
    }

    @Test
    void resumesNothingWhereEveryHandshakeIsToBeAFullOne() throws Exception {
        Wires wires = new Wires(
                ConnectionsPer.user,
                Map.of(),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                0,
                0);
        TlsClient tls = TlsClient.of(settings(false, authority.pem(), null).over(wires));
        try (TlsServer server = new TlsServer(authority.server("good"))) {
            assertThat(resumed(tls, server, 1)).isFalse();
            assertThat(resumed(tls, server, 1)).isFalse();
        }
    }

    @Test
    void worksAfterWarmingUpAsBefore() throws Exception {
        TlsClient tls = trusting();
        tls.warmUp();
        try (TlsServer server = new TlsServer(authority.server("good"))) {
            assertThat(resumed(tls, server, 1)).isFalse();
        }
    }

    @Test
    void verifiesAddresses() throws Exception {
        try (TlsServer server = new TlsServer(authority.server("good"));
                Client client = new Client(trusting(), "127.0.0.1", server.port(), 1, 4096)) {
            assertThat(client.handshake()).isEqualTo(State.OPEN);
            assertThat(server.connections.take().serverNames()).isEqualTo("[]");
        }
    }

    @Test
    void asksForTheConfiguredServerName() throws Exception {
        TlsClient tls = TlsClient.of(settings(false, authority.pem(), "shop.example"));
        try (TlsServer server = new TlsServer(authority.server("good"));
                Client client = new Client(tls, "127.0.0.1", server.port(), 1, 4096)) {
            assertThat(client.handshake()).isEqualTo(State.OPEN);
            assertThat(server.connections.take().serverNames()).contains("shop.example");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    other   | host name 'localhost' not in certificate (other.example, another.example, 10.0.0.1)
                    expired | certificate has expired (valid until
                    early   | certificate is not valid yet (valid from
                    self    | self-signed certificate; set http.tls.ca or http.tls.insecureSkipVerify
                    """)
    void saysWhyACertificateIsNotAccepted(String certificate, String problem) throws Exception {
        assertThat(problem(trusting(), certificate, "localhost")).startsWith(problem);
    }

    @Test
    void saysWhyAnAddressIsNotAccepted() throws Exception {
        assertThat(problem(trusting(), "other", "127.0.0.1"))
                .startsWith("host name '127.0.0.1' not in certificate (other.example");
    }

    @Test
    void trustsTheSystemsAuthoritiesOnlyUnlessToldOtherwise() throws Exception {
        TlsClient system = TlsClient.of(settings(false, null, null));
        assertThat(problem(system, "good", "localhost"))
                .isEqualTo("certificate of an unknown authority (CN=Test Authority);"
                        + " set http.tls.ca or http.tls.insecureSkipVerify");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "expired", "self"})
    void acceptsAnythingWhenVerificationIsOff(String certificate) throws Exception {
        TlsClient blind = TlsClient.of(settings(true, null, null));
        try (TlsServer server = new TlsServer(authority.server(certificate));
                Client client = new Client(blind, "localhost", server.port(), 1, 4096)) {
            assertThat(client.handshake()).isEqualTo(State.OPEN);
            assertThat(client.echo("hello")).isEqualTo("hello");
        }
    }

    @Test
    void trustsASelfSignedCertificateThatIsGivenAsAuthority() throws Exception {
        TlsClient tls = TlsClient.of(settings(false, authority.pem("self") + authority.pem(), null));
        try (TlsServer server = new TlsServer(authority.server("self"));
                Client client = new Client(tls, "localhost", server.port(), 1, 4096)) {
            assertThat(client.handshake()).isEqualTo(State.OPEN);
        }
    }

    @Test
    void saysWhenTheServerDoesNotSpeakTls() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Client client = new Client(trusting(), "localhost", plain.getLocalPort(), 1, 4096)) {
            Thread.ofVirtual().start(() -> answerInPlain(plain));
            assertThat(client.handshake()).isEqualTo(State.FAILED);
            assertThat(client.session.problem()).isEqualTo("the server does not speak TLS here; use http");
        }
    }

    @Test
    void saysWhenTheServerRefuses() throws Exception {
        try (TlsServer server = new TlsServer(authority.server("good"), "TLSv1.3", "TLSv1.2");
                Client client = new Client(trusting(), "localhost", server.port(), 1, 4096)) {
            byte[] alert = {0x15, 3, 3, 0, 2, 2, 40};
            client.begin();
            assertThat(client.session.receive(alert, 0, alert.length, client.out))
                    .isZero();
            assertThat(client.session.problem()).isEqualTo("the server refused the TLS handshake: handshake_failure");
        }
    }

    @Test
    void refusesAnUnusableAuthority() {
        assertThatThrownBy(() -> TlsClient.of(settings(false, "no pem", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PEM text of the trusted authorities");
        assertThatThrownBy(() -> TlsClient.of(settings(false, "", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no certificate");
    }

    private static boolean resumed(TlsClient tls, TlsServer server, int user) throws Exception {
        try (Client client = new Client(tls, "localhost", server.port(), user, 4096)) {
            assertThat(client.handshake()).isEqualTo(State.OPEN);
            boolean resumed = client.session.resumed();
            assertThat(client.echo("bye")).isEqualTo("bye");
            client.readUntil(State.CLOSED);
            return resumed;
        }
    }

    private static String problem(TlsClient tls, String certificate, String host) throws Exception {
        try (TlsServer server = new TlsServer(authority.server(certificate));
                Client client = new Client(tls, host, server.port(), 1, 4096)) {
            assertThat(client.handshake()).isEqualTo(State.FAILED);
            return client.session.problem();
        }
    }

    private static void answerInPlain(ServerSocket plain) {
        try (Socket socket = plain.accept()) {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
            byte[] untilTheClientLeaves = socket.getInputStream().readAllBytes();
            assertThat(untilTheClientLeaves).isNotEmpty();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TlsClient trusting() {
        return TlsClient.of(settings(false, authority.pem(), null));
    }

    private static HttpSettings settings(boolean insecure, @Nullable String ca, @Nullable String serverName) {
        Duration second = Duration.ofSeconds(1);
        return new HttpSettings(
                second,
                second,
                second,
                insecure,
                Optional.ofNullable(ca),
                Optional.ofNullable(serverName),
                true,
                10,
                1000,
                0);
    }

    /** Does what the loop does, on a blocking socket. */
    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final TlsSession session;
        private final byte[] window;
        private final ByteSink out = new ByteSink(16);
        private final StringBuilder received = new StringBuilder();

        Client(TlsClient tls, String host, int port, int user, int windowBytes) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            window = new byte[windowBytes];
            session = tls.session(new Origin(true, host, port), user, new TlsBuffers(windowBytes, new SinkPool()));
        }

        void begin() throws IOException {
            session.begin(out);
            flush();
        }

        State handshake() throws IOException {
            begin();
            while (session.state() == State.HANDSHAKING) {
                if (session.needsTasks()) {
                    session.runTasks();
                    take(session.proceed(out));
                } else {
                    read();
                }
            }
            return session.state();
        }

        String echo(String text) throws IOException {
            received.setLength(0);
            byte[] bytes = text.getBytes(UTF_8);
            session.send(bytes, 0, bytes.length, out);
            flush();
            while (received.length() < bytes.length) {
                read();
            }
            return received.toString();
        }

        void readUntil(State state) throws IOException {
            while (session.state() != state) {
                read();
            }
        }

        int closeBytes() throws IOException {
            session.close(out);
            int count = out.length();
            flush();
            return count;
        }

        private void read() throws IOException {
            int count = socket.getInputStream().read(window);
            assertThat(count).as("bytes from the server").isPositive();
            take(session.receive(window, 0, count, out));
        }

        private void take(int count) throws IOException {
            received.append(new String(session.plain(), 0, count, UTF_8));
            flush();
        }

        private void flush() throws IOException {
            socket.getOutputStream().write(out.array(), 0, out.length());
            out.truncate(0);
        }

        @Override
        public void close() throws IOException {
            session.release();
            socket.close();
        }
    }
}
