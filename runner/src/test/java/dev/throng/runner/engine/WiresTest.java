package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.demo.DemoOptions;
import dev.throng.runner.demo.DemoTarget;
import dev.throng.runner.http.TestAuthority;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.shape.Shapes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whose connections there are, where they go, and what they go by. */
@Timeout(60)
class WiresTest {
    private static final String SPEC = """
            http: HTTP
            scenario:
              users:
              - name: U
                tasks:
                - steps:
                  - {get: /one}
                  - {get: /two, name: two}
                  - {stop: user, when: "${iteration == 3}"}
            """;

    private static TestRun run(String http, java.net.URI uri) {
        return TestRun.of(
                Written.plan(uri, Map.of("CA", "", "SECRET", "open"), SPEC.replace("HTTP", http)),
                Pollers.selector("asked for"),
                1);
    }

    private static int connections(String http) {
        try (TestServer server = TestServer.logging(call -> call.ok(""));
                TestRun run = run(http, server.uri())) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(6);
            run.change(Shapes.constant(2, 1000));
            run.untilRequests(12);
            run.stop();
            assertThat(run.failureMessages()).isEmpty();
            assertThat(run.logLines()).isEqualTo(server.served());
            return server.connections();
        }
    }

    @Test
    void connectionsAreAUsersATasksARequestsOrAllUsers() {
        assertThat(connections("{}")).isEqualTo(2);
        assertThat(connections("{connections: {per: iteration}}")).isEqualTo(6);
        assertThat(connections("{connections: {per: request}}")).isEqualTo(12);
        assertThat(connections("{connections: {per: worker}}")).isEqualTo(1);
    }

    @Test
    void aHostIsWhereItIsSaidToBeAndUsersComeFromWhereTheyAreSaidTo() {
        List<InetAddress> seen = new CopyOnWriteArrayList<>();
        List<String> heads = new CopyOnWriteArrayList<>();
        try (TestServer server = TestServer.logging(call -> {
                    seen.add(call.socket().getInetAddress());
                    heads.add(call.head());
                    call.ok("");
                });
                TestRun run = run(
                        "{connections: {resolve: {shop.test: 127.0.0.1}, family: ipv4, from: [127.0.0.7, 127.0.0.8]}, traced: 100%}",
                        java.net.URI.create("http://shop.test:" + server.port()))) {
            run.start(Shapes.constant(2, 1000));
            run.untilRequests(12);
            run.stop();

            assertThat(run.failureMessages()).isEmpty();
            assertThat(seen).extracting(InetAddress::getHostAddress).contains("127.0.0.7", "127.0.0.8");
            assertThat(heads)
                    .allMatch(head -> head.contains("Host: shop.test:" + server.port()))
                    .allMatch(head -> head.matches("(?s).*\r\ntraceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-01\r\n.*"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void whatHasNoAddressOfTheFamilyIsNotFound() {
        try (TestRun run = run(
                "{connections: {resolve: {shop.test: 127.0.0.1}, family: ipv6}}",
                java.net.URI.create("http://shop.test:1"))) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(6);
            run.stop();
            assertThat(run.failureMessages()).containsOnly("DNS: cannot resolve shop.test: it has no address of ipv6");
        }
    }

    private static final String PROXY = "{proxy: {url: 'http://127.0.0.1:%d', user: me, password: '${env.SECRET}'}%s}";

    @Test
    void aProxyIsToldTheWholeUrl() {
        List<String> heads = new CopyOnWriteArrayList<>();
        try (TestServer proxy = TestServer.logging(call -> {
                    heads.add(call.head());
                    call.ok("");
                });
                TestRun run = run(PROXY.formatted(proxy.port(), ""), java.net.URI.create("http://shop.test/base"))) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(6);
            run.stop();

            assertThat(run.failureMessages()).isEmpty();
            assertThat(proxy.lines().getFirst()).isEqualTo("GET http://shop.test/base/one");
            assertThat(proxy.connections()).isEqualTo(1);
            assertThat(heads)
                    .allMatch(head -> head.contains("Proxy-Authorization: Basic bWU6b3Blbg=="))
                    .allMatch(head -> head.contains("Host: shop.test\r\n"));
        }
    }

    @Test
    void aProxyOpensAWayForTls(@TempDir Path folder) throws Exception {
        TestAuthority authority = TestAuthority.in(folder).issue("server", "ip:127.0.0.1", "-1d", 10);
        try (TestServer server = TestServer.overTls(authority.server("server"), call -> call.ok(""));
                TestServer proxy = TestServer.logging(call -> {
                    call.send("HTTP/1.1 200 Connection established\r\n\r\n");
                    pipe(call.socket(), server.port());
                });
                TestRun run = run(
                        PROXY.formatted(proxy.port(), ", tls: {insecureSkipVerify: true}"),
                        java.net.URI.create("https://shop.test:8443"))) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(6);
            run.stop();

            assertThat(run.failureMessages()).isEmpty();
            assertThat(proxy.lines()).containsExactly("CONNECT shop.test:8443");
            assertThat(server.served()).isEqualTo(6);
            assertThat(server.lines().getFirst()).isEqualTo("GET /one");
        }
    }

    @Test
    void aProxyOpensAWayForAWebSocketWithoutTls() throws Exception {
        String spec = """
                http: HTTP
                scenario:
                  users: [{name: U, tasks: [{steps: [{websocket: {connect: /echo}}, {websocket: {send: {text: hello}, await: 5s}}, {websocket: {close: 1000}}, {stop: user}]}]}]
                """;
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT);
                TestServer proxy = TestServer.logging(call -> {
                    call.send("HTTP/1.1 200 Connection established\r\n\r\n");
                    pipe(call.socket(), target.port());
                });
                TestRun run = TestRun.of(
                        Written.plan(
                                java.net.URI.create("http://shop.test"),
                                Map.of("SECRET", "open"),
                                spec.replace("HTTP", PROXY.formatted(proxy.port(), ""))),
                        Pollers.selector("asked for"),
                        1)) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(3);
            run.stop();

            assertThat(run.failureMessages()).isEmpty();
            assertThat(proxy.lines()).containsOnly("CONNECT shop.test:80");
            assertThat(target.answered()).isPositive();
        }
    }

    @Test
    void aProxyThatRefusesIsAFailureToConnect() {
        try (TestServer proxy = TestServer.logging(call -> call.respond(407, "", "who are you"));
                TestRun run = run(
                        PROXY.formatted(proxy.port(), ", tls: {insecureSkipVerify: true}"),
                        java.net.URI.create("https://shop.test"))) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(6);
            run.stop();
            assertThat(run.failureMessages())
                    .containsOnly("CONNECT: the proxy answered 407 when asked for https://shop.test");
            assertThat(run.logLines()).isZero();
        }
    }

    private static void pipe(Socket client, int port) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread back = Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
            back.interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException closed) {
            // One of the two has gone.
        }
    }
}
