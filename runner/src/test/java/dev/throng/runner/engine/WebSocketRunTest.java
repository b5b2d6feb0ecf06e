package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.demo.DemoOptions;
import dev.throng.runner.demo.DemoTarget;
import dev.throng.runner.http.websocket.Handshake;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.CustomMetric;
import dev.throng.runner.stats.CustomMetric.Kind;
import dev.throng.runner.stats.Snapshot.Counter;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** WebSockets: each message that is waited for is a row, each session is measured, and what a server does wrong is a failure in words. */
@Timeout(60)
class WebSocketRunTest {
    private static final int FIN = 0x80;

    @Test
    void saysHearsAndCloses() {
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT);
                TestRun run =
                        run(URI.create("http://127.0.0.1:" + target.port()), "\"2\"", """
                            - {name: chat, websocket: {connect: "/echo?a=b", protocols: [other, chat.v1]}}
                            - name: hello
                              websocket: {send: {text: "hello ${user.number}"}, await: 10s}
                              expect: {body: {contains: hello}, maxDuration: 10s}
                            - name: json
                              websocket: {send: {json: {number: "${user.number}", deep: {a: 7}}}, await: 10s}
                              expect: {json: [{path: $.deep.a, equals: 7}], that: ["${got == user.number}"]}
                              capture: {got: {json: $.number}}
                            - {name: bytes, websocket: {send: {base64: AAEC}, await: 10s}, expect: {body: {atLeast: "3", atMost: "3"}}}
                            - {name: told, websocket: {send: {text: later}}}
                            - {name: heard, websocket: {await: 10s}, expect: {body: {contains: later}}}
                            - {name: many, websocket: {send: {text: tick, rate: 100/s, for: 100ms}, await: 10s}}
                            - {name: second, websocket: {connect: "ws://127.0.0.1:%d/echo", socket: other}}
                            - {name: alone, websocket: {send: {text: alone}, await: 10s, socket: other}, expect: {body: {contains: alone}}}
                            - {name: bye, websocket: {close: 1000}}
                            - {name: gone, websocket: {send: {text: late}}}
                            """.formatted(target.port()))) {
            run.start(Shapes.constant(2, 1000));
            run.untilRequests(2 * (9 + 10 + 1));
            run.stop();

            assertThat(run.failureMessages()).containsExactly("REQUEST: no WebSocket is open");
            assertThat(run.of("gone").failures()).isEqualTo(2);
            assertThat(run.of("many").requests()).isEqualTo(2 * 10);
            assertThat(run.logLines()).isEqualTo(target.answered()).isEqualTo(2 * 2);
            assertThat(values(run, Kind.GROUP, "chat session").total()).isEqualTo(2);
            assertThat(values(run, Kind.GROUP_FAILURES, "chat session").total()).isZero();
            assertThat(values(run, Kind.GROUP, "second session").total()).isEqualTo(2);
            assertThat(values(run, Kind.COUNTER, "chat messages sent").sumMicros())
                    .isEqualTo(2 * 14 * 1000);
            assertThat(values(run, Kind.COUNTER, "chat messages received").sumMicros())
                    .isEqualTo(2 * 14 * 1000);
            assertThat(run.counter(Counter.EXTERNAL)).isEqualTo(run.requests() - 4);
        }
    }

    static Stream<Arguments> whatServersDo() {
        byte[] bomb = deflated(new byte[200_000]);
        return Stream.of(
                says(
                        "a masked frame",
                        new byte[] {(byte) (FIN | 1), (byte) 0x81, 1, 2, 3, 4, 5},
                        broken("a masked frame")),
                says(
                        "a length that is a lie",
                        raw(FIN | 1, 127, 0, 0, 0, 0, 0, 0, 0, 5),
                        broken("a length that is not in its shortest form")),
                says(
                        "a length beyond all bounds",
                        raw(FIN | 1, 127, 255, 255, 255, 255, 255, 255, 255, 255),
                        broken("a length beyond all bounds")),
                says(
                        "a giant message",
                        raw(FIN | 1, 127, 0, 0, 0, 1, 0, 0, 0, 0),
                        "PROTOCOL: a message longer than http.maxBodySize"),
                says("fragments without end", fragments(), "PROTOCOL: a message longer than http.maxBodySize"),
                says("a bomb", frame(FIN | 0x40 | 1, bomb), "PROTOCOL: a message longer than http.maxBodySize"),
                says(
                        "a broken pack",
                        frame(FIN | 0x40 | 1, new byte[] {6, 6, 6}),
                        broken("a message that cannot be unpacked")),
                says(
                        "reserved bits",
                        frame(FIN | 0x20 | 1, new byte[0]),
                        broken("reserved bits that nobody has agreed on")),
                says("an unknown kind", frame(FIN | 3, new byte[0]), broken("a frame of an unknown kind")),
                says("a long ping", raw(FIN | 9, 126, 0, 126), broken("a control frame longer than 125 bytes")),
                says("a ping in fragments", frame(9, new byte[0]), broken("a control frame in fragments")),
                says("a continuation of nothing", frame(FIN, new byte[0]), broken("a continuation of nothing")),
                says(
                        "a message within a message",
                        join(frame(1, new byte[1]), frame(FIN | 1, new byte[0])),
                        broken("a message within a message")),
                says(
                        "no UTF-8",
                        frame(FIN | 1, new byte[] {(byte) 0xc3, (byte) 0x28}),
                        broken("a text that is no UTF-8")),
                says(
                        "a bad close code",
                        frame(FIN | 8, new byte[] {3, (byte) 237}),
                        broken("a close code that must not be sent")),
                says("a close of one byte", frame(FIN | 8, new byte[] {3}), broken("a close frame of one byte")),
                says(
                        "a goodbye",
                        frame(FIN | 8, new byte[] {3, (byte) 233, 'x'}),
                        "RESET: the server closed the WebSocket: 1001 going away: x"),
                says("nothing", new byte[0], "TIMEOUT: no message within 2 s"),
                says(
                        "something else",
                        frame(FIN | 1, new byte[] {'x'}),
                        "TIMEOUT: no such message within 2 s, the last one: body lacks \"wanted\""));
    }

    private static Arguments says(String what, byte[] bytes, String failure) {
        return Arguments.of(what, bytes, failure);
    }

    private static String broken(String how) {
        return "PROTOCOL: the server broke the rules of WebSocket: " + how;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatServersDo")
    void saysWhatAServerDoesWrong(String what, byte[] bytes, String failure) {
        try (TestServer server = TestServer.that(call -> {
                    agree(call, "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover\r\n");
                    write(call, bytes);
                });
                TestRun run = run(server.uri(), "\"1.1\"", """
                    - {name: chat, websocket: {connect: /, compress: true}}
                    - {name: heard, websocket: {await: 2s}, expect: {body: {contains: wanted}}}
                    """)) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(2);
            run.stop();

            assertThat(run.failureMessages()).containsExactly(failure);
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    static Stream<Arguments> badHandshakes() {
        return Stream.of(
                Arguments.of("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "STATUS: status 200, expected 101"),
                Arguments.of("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", "STATUS: status 403, expected 101"),
                Arguments.of(
                        "HTTP/1.1 101 Yes\r\nConnection: Upgrade\r\n\r\n",
                        "PROTOCOL: the answer to the handshake is no WebSocket: Upgrade is not websocket"),
                Arguments.of(
                        "HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\n\r\n",
                        "PROTOCOL: the answer to the handshake is no WebSocket: Connection is not Upgrade"),
                Arguments.of(
                        "HTTP/1.1 101 Yes\r\n"
                                + "Connection: Upgrade\r\n"
                                + "Upgrade: websocket\r\n"
                                + "Sec-WebSocket-Accept: x\r\n\r\n",
                        "PROTOCOL: the answer to the handshake has a wrong Sec-WebSocket-Accept"),
                Arguments.of("", "TIMEOUT: not complete within 2 s"));
    }

    @ParameterizedTest
    @MethodSource("badHandshakes")
    void refusesABadHandshake(String answer, String failure) {
        try (TestServer server = TestServer.that(call -> call.send(answer));
                TestRun run = run(server.uri(), "\"1.1\"", "- {name: chat, timeout: 2s, websocket: {connect: /}}\n")) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(1);
            run.stop();
            assertThat(run.failureMessages()).containsExactly(failure);
        }
    }

    @Test
    void answersPingsPutsFragmentsTogetherAndReadsWhatComesWithTheHandshake() {
        byte[] comes = join(
                frame(FIN | 9, new byte[] {'p'}),
                frame(1, "wan".getBytes(StandardCharsets.UTF_8)),
                frame(FIN | 9, new byte[] {'q'}),
                frame(0, new byte[0]),
                frame(FIN, "ted".getBytes(StandardCharsets.UTF_8)));
        byte[] heard = new byte[12 + 6];
        try (TestServer server = TestServer.that(call -> {
                    agree(call, "");
                    write(call, comes);
                    call.socket().getInputStream().readNBytes(heard, 0, 14);
                });
                TestRun run = run(server.uri(), "\"1.1\"", """
                    - {name: chat, websocket: {connect: /}}
                    - {pause: 1ms}
                    - {name: heard, websocket: {await: 10s}, expect: {body: {contains: wanted}}}
                    - {name: bye, timeout: 1s, websocket: {close: 3001}}
                    """)) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(3);
            run.stop();

            assertThat(run.failureMessages())
                    .containsExactly("TIMEOUT: the server did not agree to the close within 1 s");
            assertThat(Arrays.copyOf(heard, 2)).containsExactly(FIN | 10, 0x81);
            assertThat(heard[6] ^ heard[2]).isEqualTo('p');
            assertThat(heard[13] ^ heard[9]).isEqualTo('q');
            assertThat(values(run, Kind.GROUP_FAILURES, "chat session").total()).isEqualTo(1);
        }
    }

    private static void agree(TestServer.Call call, String more) throws IOException {
        String key = call.head()
                .lines()
                .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
                .map(line -> line.substring(19))
                .findFirst()
                .orElseThrow();
        call.send("HTTP/1.1 101 Switching Protocols\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + Handshake.accept(key) + "\r\n" + more + "\r\n");
    }

    private static void write(TestServer.Call call, byte[] bytes) throws IOException {
        OutputStream out = call.socket().getOutputStream();
        out.write(bytes);
        out.flush();
    }

    private static byte[] frame(int first, byte[] payload) {
        if (payload.length < 126) {
            return join(raw(first, payload.length), payload);
        }
        return join(raw(first, 126, payload.length >> 8, payload.length & 0xff), payload);
    }

    private static byte[] fragments() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(frame(1, new byte[1000]));
        for (int i = 0; i < 200; i++) {
            all.writeBytes(frame(0, new byte[1000]));
        }
        return all.toByteArray();
    }

    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(plain);
        byte[] packed = new byte[10_000];
        int length = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(packed, length - 4);
    }

    private static byte[] raw(int... bytes) {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        return all;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static LatencyHistogram values(TestRun run, Kind kind, String name) {
        return run.totals().timings().getOrDefault(new CustomMetric(kind, name).key(), new LatencyHistogram());
    }

    private static TestRun run(URI target, String http, String steps) {
        String spec = "http: {maxBodySize: 100k, version: " + http + "}\n"
                + "scenario:\n  users:\n  - name: U\n    wait: {constant: 1h}\n    tasks:\n    - steps:\n"
                + steps.indent(6);
        return TestRun.of(
                Written.plan(target, Map.of(), spec),
                TestRun.pollers().findFirst().orElseThrow(),
                1);
    }
}
