package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.TestAuthority;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.shape.Shapes;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How servers of gRPC are reached and asked: over TLS, by the older reflection, and before they are there. */
@Timeout(180)
class GrpcReachTest {
    private static final InetSocketAddress ANY = new InetSocketAddress("127.0.0.1", 0);

    private static final String SPEC = """
            scenario:
              users:
              - name: U
                wait: {constant: 1h}
                tasks:
                - steps:
                  - name: call
                    grpc: {call: grpc.testing.SimpleService/UnaryRpc, message: {requestMessage: hi}}
                    expect: {json: [{path: $.responseMessage, equals: echo hi}]}
                  - name: stream
                    grpc: {call: grpc.testing.SimpleService/ServerStreamingRpc, message: {requestMessage: "30"}}
                    expect: {json: [{path: "$[29].responseMessage", equals: part 29}]}
            """;

    private static void callsAreCounted(Plan plan, GrpcTestServer server) {
        try (TestRun run = TestRun.of(plan, Pollers.selector("asked for"), 1)) {
            run.start(Shapes.constant(3, 1000));
            run.untilRequests(6);
            run.stop();
            assertThat(run.failureMessages()).isEmpty();
            assertThat(run.logLines()).isEqualTo(server.calls()).isEqualTo(6);
        }
    }

    @Test
    void overTls(@TempDir Path folder) {
        TestAuthority authority = TestAuthority.in(folder).issue("server", "ip:127.0.0.1", "-1d", 10);
        try (GrpcTestServer server =
                new GrpcTestServer(ANY, authority.keys("server"), ProtoReflectionServiceV1.newInstance())) {
            PlanOptions options = PlanOptions.DEFAULTS.withReflection().withFiles(file -> authority.pem());
            callsAreCounted(Written.plan(server.uri(), options, "http: {tls: {caFile: ca.pem}}\n" + SPEC), server);
        }
    }

    @Test
    @SuppressWarnings("deprecation") // what older servers have
    void byTheOlderReflection() {
        try (GrpcTestServer server = new GrpcTestServer(ANY, null, ProtoReflectionService.newInstance())) {
            callsAreCounted(Written.plan(server.uri(), PlanOptions.DEFAULTS.withReflection(), SPEC), server);
        }
    }

    @Test
    void onceItIsThere() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> said = new CopyOnWriteArrayList<>();
        CompletableFuture<GrpcTestServer> started = new CompletableFuture<>();
        PlanOptions patient = PlanOptions.DEFAULTS.withReflection(Duration.ofSeconds(40), line -> {
            said.add(line);
            started.completeAsync(() -> new GrpcTestServer(true, new InetSocketAddress("127.0.0.1", port)));
        });
        Plan plan = Written.plan(URI.create("http://127.0.0.1:" + port), patient, SPEC);
        try (GrpcTestServer server = started.join()) {
            assertThat(said).singleElement().asString().startsWith("waiting for the target http://127.0.0.1:" + port);
            callsAreCounted(plan, server);
        }
    }
}
