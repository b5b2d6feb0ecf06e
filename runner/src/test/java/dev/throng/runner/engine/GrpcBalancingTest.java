package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.shape.Shapes;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose calls of gRPC go to which of the addresses of a name, as a headless Service has them. */
@Timeout(60)
class GrpcBalancingTest {
    private static final String SPEC = """
            http: {version: "2", streams: STREAMS, connections: {resolve: {shop.test: "127.0.0.1, 127.0.0.2, 127.0.0.3"}}}
            grpc: {balancing: BALANCING}
            scenario:
              users:
              - name: U
                tasks:
                - steps:
                  - {name: call, grpc: {call: grpc.testing.SimpleService/UnaryRpc, message: {requestMessage: hi}}}
                  - {stop: user, when: "${iteration == 6}"}
            """;

    private static GrpcTestServer at(int number, int port) {
        return new GrpcTestServer(number == 1, new InetSocketAddress("127.0.0." + number, port));
    }

    private static TestRun run(String balancing, String streams, int port) {
        return TestRun.of(
                Written.plan(
                        URI.create("http://shop.test:" + port),
                        PlanOptions.DEFAULTS.withReflection(),
                        SPEC.replace("BALANCING", balancing).replace("STREAMS", streams)),
                Pollers.selector("asked for"),
                1);
    }

    private static void sixCallsOfThreeUsers(TestRun run) {
        run.start(Shapes.constant(3, 1000));
        run.untilRequests(18);
        run.stop();
        assertThat(run.failureMessages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void goToAllInTurn(String streams) {
        try (GrpcTestServer one = at(1, 0);
                GrpcTestServer two = at(2, one.port());
                GrpcTestServer three = at(3, one.port());
                TestRun run = run("roundRobin", streams, one.port())) {
            sixCallsOfThreeUsers(run);
            assertThat(one.calls() + two.calls() + three.calls())
                    .isEqualTo(run.logLines())
                    .isEqualTo(18);
            // A call that finds the name's addresses unknown takes the user's own, and waiters are told where they are.
            assertThat(List.of(one.calls(), two.calls(), three.calls())).allMatch(calls -> calls >= 4);
        }
    }

    @Test
    void passOverWhatCanNotBeReached() {
        try (GrpcTestServer one = at(1, 0);
                GrpcTestServer three = at(3, one.port());
                TestRun run = run("roundRobin", "1", one.port())) {
            sixCallsOfThreeUsers(run);
            assertThat(one.calls() + three.calls()).isEqualTo(18);
            assertThat(List.of(one.calls(), three.calls())).allMatch(calls -> calls >= 5);
        }
    }

    @Test
    void stayWithOneForEachUserOtherwise() {
        try (GrpcTestServer one = at(1, 0);
                GrpcTestServer two = at(2, one.port());
                GrpcTestServer three = at(3, one.port());
                TestRun run = run("pickFirst", "1", one.port())) {
            sixCallsOfThreeUsers(run);
            assertThat(List.of(one.calls(), two.calls(), three.calls())).containsOnly(6L);
        }
    }
}
