package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.CustomMetric;
import dev.throng.runner.stats.CustomMetric.Kind;
import dev.throng.runner.stats.StatusCount;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import io.grpc.testing.protobuf.SimpleServiceProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls of gRPC against grpc-java's server: both sides count the same. */
@Timeout(60)
class GrpcRunTest {
    static final String PROTO = """
            syntax = "proto3";
            package grpc.testing;
            service SimpleService {
              rpc UnaryRpc(SimpleRequest) returns (SimpleResponse);
              rpc ClientStreamingRpc(stream SimpleRequest) returns (SimpleResponse);
              rpc ServerStreamingRpc(SimpleRequest) returns (stream SimpleResponse);
              rpc BidiStreamingRpc(stream SimpleRequest) returns (stream SimpleResponse);
            }
            message SimpleRequest { string requestMessage = 1; }
            message SimpleResponse { string responseMessage = 1; }
            """;

    private static final String USERS = """
            scenario:
              users:
              - name: U
                wait: {constant: 1h}
                headers: {x-trace: "user ${user.number}", content-type: application/json}
                tasks:
                - steps:
                  %s
            """;

    @TempDir
    private Path folder;

    static Stream<Pollers> pollers() {
        return TestRun.pollers();
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void eachMethodIsCalledAsOftenAsItIsCounted(Pollers pollers) throws IOException {
        Files.writeString(folder.resolve("simple.proto"), PROTO);
        try (GrpcTestServer server = new GrpcTestServer(false);
                TestRun run = TestRun.of(plan(server, "grpc: {protos: [simple.proto]}\n", """
                        - name: unary
                          grpc: {call: grpc.testing.SimpleService/UnaryRpc, message: {requestMessage: "${1 + 1}"}}
                          expect: {json: [{path: $.responseMessage, equals: echo 2}], headers: [{name: x-behind, equals: trailer}]}
                          capture: {said: {json: $.responseMessage}}
                        - name: compressed
                          grpc: {call: grpc.testing.SimpleService/UnaryRpc, message: {requestMessage: "${said}"}, compress: true}
                          expect: {json: [{path: $.responseMessage, equals: echo echo 2}]}
                        - name: client
                          grpc: {call: grpc.testing.SimpleService/ClientStreamingRpc, messages: [{requestMessage: a}, {}, {requestMessage: b}]}
                          expect: {json: [{path: $.responseMessage, equals: ab}]}
                        - name: server
                          grpc: {call: grpc.testing.SimpleService/ServerStreamingRpc, message: {requestMessage: "300"}}
                          expect: {json: [{path: "$[299].responseMessage", equals: part 299}]}
                        - name: bidi
                          grpc: {call: grpc.testing.SimpleService/BidiStreamingRpc, messages: [{requestMessage: x}, {requestMessage: z}]}
                          expect: {json: [{path: "$[*].responseMessage", matches: "^echo [xz]$", each: true}]}
                        - name: missing
                          grpc: {call: grpc.testing.SimpleService/UnaryRpc, message: {requestMessage: NOT_FOUND}}
                          expect: {status: [NOT_FOUND]}
                        - name: surprising
                          grpc: {call: grpc.testing.SimpleService/UnaryRpc, message: {requestMessage: NOT_FOUND}}
                        """), pollers, 2)) {
            run.start(Shapes.constant(5, 1000));
            run.untilRequests(5 * 7);
            run.stop();

            assertThat(run.failureMessages())
                    .containsExactly("STATUS: status NOT_FOUND (" + GrpcTestServer.REFUSES + "), expected OK");
            assertThat(run.logLines()).isEqualTo(server.calls()).isEqualTo(5 * 7);
            assertThat(server.calls("UnaryRpc")).isEqualTo(5 * 4);
            assertThat(server.traces).hasSize(5 * 7).contains("user 0", "user 4");
            assertThat(run.totals().judged().statuses())
                    .extracting(StatusCount::text)
                    .containsExactly("OK", "NOT_FOUND");
        }
    }

    @Test
    void definitionsComeFromReflectionOrADescriptorSet() throws IOException {
        FileDescriptorSet set = FileDescriptorSet.newBuilder()
                .addFile(SimpleServiceProto.getDescriptor().toProto())
                .build();
        Files.write(folder.resolve("simple.binpb"), set.toByteArray());
        String step = """
                - grpc: {call: grpc.testing.SimpleService/UnaryRpc, message: {requestMessage: hi}}
                  expect: {json: [{path: $.responseMessage, equals: echo hi}]}
                """;
        for (String from : new String[] {"", "grpc: {descriptors: simple.binpb}\n"}) {
            try (GrpcTestServer server = new GrpcTestServer(true);
                    TestRun run = TestRun.of(plan(server, from, step), Pollers.selector("asked for"), 1)) {
                run.start(Shapes.constant(1, 1000));
                run.untilRequests(1);
                run.stop();
                assertThat(run.failureMessages()).isEmpty();
                assertThat(server.calls()).isEqualTo(1);
            }
        }
    }

    @Test
    void aDeadlineIsTheServersAndTheClientsAndMayBeExpected() throws IOException {
        Files.writeString(folder.resolve("simple.proto"), PROTO);
        try (GrpcTestServer server = new GrpcTestServer(false);
                TestRun run = TestRun.of(
                        plan(server, "grpc: {protos: [simple.proto]}\n", """
                        - name: expected
                          grpc: {call: grpc.testing.SimpleService/UnaryRpc, message: {requestMessage: never}, deadline: 1s}
                          expect: {status: [DEADLINE_EXCEEDED]}
                        - name: fails
                          grpc: {call: grpc.testing.SimpleService/UnaryRpc, message: {requestMessage: never}, deadline: 1s}
                        - name: patience
                          timeout: 1s
                          grpc: {call: grpc.testing.SimpleService/UnaryRpc, message: {requestMessage: never}, deadline: 10s}
                        """), Pollers.selector("asked for"), 1)) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(3);
            run.stop();
            assertThat(run.failureMessages())
                    .anyMatch(message -> message.startsWith("STATUS: status DEADLINE_EXCEEDED (")
                            && message.endsWith("), expected OK"))
                    .contains("TIMEOUT: not complete within 1 s");
            assertThat(run.of("expected").failures()).isZero();
            assertThat(run.requests()).isEqualTo(3);
            assertThat(server.calls()).isLessThanOrEqualTo(run.logLines());
        }
    }

    @Test
    void whatNoMessageCanHoldIsNotSent() throws IOException {
        Files.writeString(
                folder.resolve("simple.proto"), PROTO.replace("string requestMessage", "int32 requestMessage"));
        try (GrpcTestServer server = new GrpcTestServer(false);
                TestRun run = TestRun.of(
                        plan(server, "grpc: {protos: [simple.proto]}\n", """
                        - {set: {text: seven}}
                        - grpc: {call: grpc.testing.SimpleService/UnaryRpc, message: {requestMessage: "${text}"}}
                        """), Pollers.selector("asked for"), 1)) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(1);
            run.stop();
            assertThat(run.failureMessages())
                    .containsExactly("REQUEST: body: requestMessage needs a number, not seven");
            assertThat(run.logLines()).isEqualTo(server.calls()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("pollers")
    void messagesMayWaitForEachOtherOrForTheClock(Pollers pollers) throws IOException {
        Files.writeString(folder.resolve("simple.proto"), PROTO);
        try (GrpcTestServer server = new GrpcTestServer(false);
                TestRun run = TestRun.of(plan(server, "grpc: {protos: [simple.proto]}\n", """
                        - name: in turn
                          grpc:
                            call: grpc.testing.SimpleService/BidiStreamingRpc
                            messages: [{requestMessage: a}, {requestMessage: "${random.string(30000)}"}, {requestMessage: c}]
                            awaitAnswers: true
                          expect: {json: [{path: $.length(), equals: 3}, {path: "$[2].responseMessage", equals: echo c}]}
                        - name: by the clock
                          grpc:
                            call: grpc.testing.SimpleService/BidiStreamingRpc
                            messages: [{requestMessage: a}, {requestMessage: b}, {requestMessage: c}, {requestMessage: d}]
                            every: 5ms
                        - name: parts
                          grpc: {call: grpc.testing.SimpleService/ClientStreamingRpc, messages: [{requestMessage: a}, {requestMessage: b}], every: 1ms}
                          expect: {json: [{path: $.responseMessage, equals: ab}]}
                        """), pollers, 1)) {
            run.start(Shapes.constant(2, 1000));
            run.untilRequests(2 * 3);
            run.stop();
            assertThat(run.failureMessages()).isEmpty();
            assertThat(run.logLines()).isEqualTo(server.calls()).isEqualTo(2 * 3);
            assertThat(messages(run, "in turn")).isEqualTo(2 * 3);
            assertThat(messages(run, "by the clock")).isEqualTo(2 * 4);
            assertThat(server.waves).contains(3, 3, 4, 4);
        }
    }

    private static long messages(TestRun run, String call) {
        String row = new CustomMetric(Kind.GROUP, call + " (message)").key();
        return run.totals().timings().getOrDefault(row, new LatencyHistogram()).total();
    }

    private Plan plan(GrpcTestServer server, String settings, String steps) {
        PlanOptions options = PlanOptions.DEFAULTS.withDataBeside(folder).withReflection();
        return Written.plan(
                server.uri(),
                options,
                settings + USERS.formatted(steps.indent(6).strip()));
    }
}
