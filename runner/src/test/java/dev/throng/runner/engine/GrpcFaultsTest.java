package dev.throng.runner.engine;

import static dev.throng.runner.engine.Http2TestServer.DATA;
import static dev.throng.runner.engine.Http2TestServer.END_HEADERS;
import static dev.throng.runner.engine.Http2TestServer.END_STREAM;
import static dev.throng.runner.engine.Http2TestServer.HEADERS;
import static dev.throng.runner.engine.Http2TestServer.OK;
import static dev.throng.runner.engine.Http2TestServer.field;
import static dev.throng.runner.engine.Http2TestServer.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.engine.Http2TestServer.Behaviour;
import dev.throng.runner.engine.Http2TestServer.Call;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.Snapshot.Counter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server of gRPC does wrong ends as a counted failure in words, and another user's call goes on. */
@Timeout(60)
class GrpcFaultsTest {
    private static final byte[] HI = {10, 2, 'h', 'i'};
    private static final byte[] HEAD = join(OK, field("content-type", "application/grpc"));

    @TempDir
    private Path folder;

    static Stream<Arguments> misdeeds() {
        return Stream.of(
                misdeed("no status", "PROTOCOL: the server ended the call without a status (grpc-status)", call -> {
                    call.head(HEAD);
                    call.frame(DATA, END_STREAM, call.stream(), message(0, HI));
                }),
                misdeed("no grpc", "PROTOCOL: the server does not speak gRPC here: it answers with text/html", call -> {
                    call.head(join(OK, field("content-type", "text/html")));
                    call.frame(DATA, END_STREAM, call.stream(), "<html>".getBytes(StandardCharsets.UTF_8));
                }),
                misdeed("a gateway", "STATUS: status UNAVAILABLE (HTTP status 503), expected OK", call -> {
                    call.head(field(":status", "503"));
                    call.frame(DATA, END_STREAM, call.stream(), "busy".getBytes(StandardCharsets.UTF_8));
                }),
                misdeed("a status that there is not", "STATUS: status UNKNOWN, expected OK", call -> {
                    call.frame(
                            HEADERS, END_HEADERS | END_STREAM, call.stream(), join(HEAD, field("grpc-status", "99")));
                }),
                misdeed("no number for a status", "STATUS: status UNKNOWN (100% of it), expected OK", call -> {
                    byte[] block = join(HEAD, field("grpc-status", "x"), field("grpc-message", "100% of%20it"));
                    call.frame(HEADERS, END_HEADERS | END_STREAM, call.stream(), block);
                }),
                misdeed("a length that lies", "PROTOCOL: the answer ends within a message", call -> {
                    call.head(HEAD);
                    call.frame(DATA, 0, call.stream(), bytes(0, 0, 0, 0, 9, 10, 2, 'h', 'i'));
                    ended(call);
                }),
                misdeed("half a prefix", "PROTOCOL: the answer ends within a message", call -> {
                    call.head(HEAD);
                    call.frame(DATA, 0, call.stream(), bytes(0, 0, 0));
                    ended(call);
                }),
                misdeed("a giant message", "PROTOCOL: a message longer than 64 KiB (grpc.maxMessageSize)", call -> {
                    call.head(HEAD);
                    call.frame(DATA, 0, call.stream(), bytes(0, 0x7f, -1, -1, -1, 10, 2, 'h', 'i'));
                    ended(call);
                }),
                misdeed("a negative length", "PROTOCOL: a message longer than 64 KiB (grpc.maxMessageSize)", call -> {
                    call.head(HEAD);
                    call.frame(DATA, 0, call.stream(), bytes(0, -1, -1, -1, -1));
                    ended(call);
                }),
                misdeed(
                        "a bomb",
                        "PROTOCOL: a message longer than 64 KiB when it is decompressed (grpc.maxMessageSize)",
                        call -> {
                            call.head(join(HEAD, field("grpc-encoding", "gzip")));
                            call.frame(DATA, 0, call.stream(), message(1, gzipped(new byte[10_000_000])));
                            ended(call);
                        }),
                misdeed("garbled gzip", "PROTOCOL: a message that can't be decompressed", call -> {
                    call.head(join(HEAD, field("grpc-encoding", "gzip")));
                    call.frame(DATA, 0, call.stream(), message(1, HI));
                    ended(call);
                }),
                misdeed("a foreign encoding", "PROTOCOL: a message compressed as nobody asked for: snappy", call -> {
                    call.head(join(HEAD, field("grpc-encoding", "snappy")));
                    call.frame(DATA, 0, call.stream(), message(1, HI));
                    ended(call);
                }),
                misdeed("a flag that there is not", "PROTOCOL: the answer is not framed as gRPC has it", call -> {
                    call.head(HEAD);
                    call.frame(DATA, 0, call.stream(), message(7, HI));
                    ended(call);
                }),
                misdeed("two messages", "PROTOCOL: more than one message from a method that answers with one", call -> {
                    call.head(HEAD);
                    call.frame(DATA, 0, call.stream(), join(message(0, HI), message(0, HI)));
                    ended(call);
                }),
                misdeed("no message", "PROTOCOL: status OK without a message", call -> {
                    call.frame(HEADERS, END_HEADERS | END_STREAM, call.stream(), join(HEAD, field("grpc-status", "0")));
                }),
                misdeed("no protobuf", "PROTOCOL: the answer holds no message of type A", call -> {
                    call.head(HEAD);
                    call.frame(DATA, 0, call.stream(), message(0, new byte[] {10, 99, 'h'}));
                    ended(call);
                }),
                misdeed(
                        "endless messages",
                        "PROTOCOL: more than one message from a method that answers with one",
                        call -> {
                            call.head(HEAD);
                            while (true) {
                                call.frame(DATA, 0, call.stream(), message(0, HI));
                            }
                        }),
                misdeed("a reset", "RESET: the server reset the stream (INTERNAL_ERROR)", call -> {
                    call.head(HEAD);
                    call.reset(2);
                }),
                misdeed("silence", "TIMEOUT: not complete within 2 s", call -> call.head(HEAD)));
    }

    @Test
    void endlessStreamsOfMessagesAreBounded() throws IOException {
        byte[] large = new byte[10_004];
        ByteBuffer.wrap(large).put((byte) 10).put((byte) (0x80 | 10_000 & 0x7F)).put((byte) (10_000 >> 7));
        Arrays.fill(large, 3, 10_003, (byte) 'a');
        byte[] message = message(0, Arrays.copyOf(large, 10_003));
        try (Http2TestServer server = Http2TestServer.that(call -> {
                    call.head(HEAD);
                    while (true) {
                        call.frame(DATA, 0, call.stream(), message);
                    }
                });
                TestRun run = run(server, "20s", """
                        [{name: read, grpc: {call: S/Stream}, expect: {json: [{path: "$[0].text"}]}}]
                        """)) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(1);
            run.stop();
            assertThat(run.failureMessages()).containsExactly("PROTOCOL: messages longer than http.maxBodySize in all");
        }
    }

    private static Arguments misdeed(String name, String failure, Behaviour behaviour) {
        return Arguments.of(name, failure, behaviour);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misdeeds")
    void endsAsAFailure(String name, String failure, Behaviour misdeed) throws IOException {
        boolean measured = false;
        for (int attempts = 0; !measured && attempts < 5; attempts++) {
            measured = endsAsAFailure(failure, misdeed);
        }
        assertThat(measured)
                .as("a run in which the generator did not stand still")
                .isTrue();
    }

    /** False when the generator stood still meanwhile: what ran across that is neither a failure nor a success. */
    private boolean endsAsAFailure(String failure, Behaviour misdeed) throws IOException {
        try (Http2TestServer server = Http2TestServer.that(call -> {
                    if (call.onConnection() == 1) {
                        call.head(HEAD);
                        call.frame(DATA, 0, call.stream(), message(0, HI));
                        ended(call);
                    } else {
                        misdeed.answer(call);
                    }
                });
                TestRun run = run(server, failure.startsWith("TIMEOUT") ? "2s" : "20s", """
                        [{name: call, grpc: {call: S/Call, message: {text: hi}}, expect: {json: [{path: $.text, equals: hi}]}}]
                        """)) {
            run.start(Shapes.constant(2, 1000));
            run.untilRequests(2);
            run.stop();
            assertThat(run.logLines()).isEqualTo(server.served());
            if (run.counter(Counter.STALLED) > 0) {
                return false;
            }
            assertThat(run.failureMessages()).containsExactly(failure);
            assertThat(run.failures()).isEqualTo(1);
            return true;
        }
    }

    private TestRun run(Http2TestServer server, String patience, String tasks) throws IOException {
        Files.writeString(folder.resolve("a.proto"), """
                syntax = "proto3";
                service S { rpc Call(A) returns (A); rpc Stream(A) returns (stream A); }
                message A { string text = 1; }
                """);
        String spec = """
                http: {version: "2", streams: 2, maxBodySize: 1Mi, timeouts: {total: %s}}
                grpc: {protos: [a.proto], maxMessageSize: 64Ki}
                scenario:
                  users:
                  - name: U
                    wait: {constant: 1h}
                    tasks: %s
                """;
        PlanOptions options = PlanOptions.DEFAULTS.withDataBeside(folder);
        return TestRun.of(
                Written.plan(server.uri(), options, spec.formatted(patience, tasks)), Pollers.selector("asked for"), 1);
    }

    private static void ended(Call call) throws IOException {
        call.frame(HEADERS, END_HEADERS | END_STREAM, call.stream(), field("grpc-status", "0"));
    }

    private static byte[] message(int flag, byte[] bytes) {
        return ByteBuffer.allocate(5 + bytes.length)
                .put((byte) flag)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.array();
    }

    private static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
