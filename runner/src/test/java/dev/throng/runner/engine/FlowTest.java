package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.shape.Shapes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Flows: what a user sends, in which order, as the server's log has it. */
@Timeout(60)
class FlowTest {
    @Test
    void repeatsAndGoesThroughListsAndNests() {
        assertThat(lines(11, """
                scenario:
                  flows:
                  - name: view
                    steps: [{get: "/p/${product.id}", name: p}, {do: twice, repeat: 2}]
                  - name: twice
                    steps: [{get: /twice}]
                  users:
                  - name: U
                    onStart: [{get: /start, capture: {products: {json: $.products}}}]
                    tasks:
                    - steps:
                      - {do: view, forEach: "${products}", item: product}
                      - {get: /end}
                """))
                .startsWith(
                        "/start", "/p/7", "/twice", "/twice", "/p/8", "/twice", "/twice", "/end", "/p/7", "/twice",
                        "/twice");
    }

    @Test
    void doesOneOrTheOther() {
        assertThat(lines(5, """
                scenario:
                  flows:
                  - {name: known, steps: [{get: /known}]}
                  - {name: login, steps: [{get: /login, capture: {token: {json: $.token}}}]}
                  users:
                  - name: U
                    tasks:
                    - steps:
                      - {do: known, when: "${token}", otherwise: login}
                      - {do: login, when: "${!token}"}
                """)).startsWith("/login", "/known", "/known", "/known", "/known");
    }

    @Test
    void goesOnAsLongAsAConditionHolds() {
        assertThat(lines(8, """
                scenario:
                  flows:
                  - {name: poll, steps: [{get: "/poll?${k}", name: poll}, {set: {k: "${k + 1}"}}]}
                  - {name: never, steps: [{get: /never}]}
                  users:
                  - name: U
                    variables: {k: 0}
                    tasks:
                    - steps:
                      - {do: never, repeatWhile: "${k > 3}"}
                      - {do: poll, repeatWhile: "${k < 3}"}
                      - {get: /done}
                      - {set: {k: "${0}"}}
                """))
                .startsWith("/poll?0", "/poll?1", "/poll?2", "/done", "/poll?0", "/poll?1", "/poll?2", "/done");
    }

    @Test
    void choosesByWeight() {
        List<String> lines = lines(2_000, """
                scenario:
                  flows:
                  - {name: often, steps: [{get: /often}]}
                  - {name: seldom, steps: [{get: /seldom}]}
                  - {name: never, steps: [{get: /never}]}
                  users:
                  - name: U
                    tasks:
                    - steps: [{choose: {often: 9, seldom: 1, never: 0}}]
                """);
        long often = lines.stream().filter("/often"::equals).count();
        assertThat(lines).doesNotContain("/never");
        assertThat(often * 100 / lines.size()).isBetween(86L, 94L);
    }

    @Test
    void aFailureMayEndTheTaskAndNotTheUser() {
        assertThat(lines(6, """
                scenario:
                  flows:
                  - {name: buy, steps: [{get: /fails, onFailure: endTask}, {get: /paid}]}
                  users:
                  - name: U
                    tasks:
                    - steps:
                      - {get: /fails}
                      - {do: buy, repeat: 3}
                      - {get: /bye}
                """)).startsWith("/fails", "/fails", "/fails", "/fails", "/fails", "/fails");
    }

    @Test
    void aLoopThatWaitsForNothingKeepsNobodyFromLeaving() {
        assertThat(lines(2, """
                scenario:
                  flows:
                  - {name: spin, steps: [{set: {k: "${1}"}}]}
                  users:
                  - name: U
                    tasks:
                    - steps:
                      - {get: /first}
                      - {do: spin, repeatWhile: "${user.number == 0}"}
                """)).startsWith("/first", "/first");
    }

    /** What two users ask for, the first one's where it matters. */
    private static List<String> lines(int requests, String spec) {
        Function<String, String> body = target -> switch (target) {
            case "/start" -> "{\"products\": [{\"id\": 7}, {\"id\": 8}]}";
            default -> "{\"token\": \"t\"}";
        };
        try (TestServer server = TestServer.logging(call -> {
                    if (call.target().equals("/fails")) {
                        call.respond(500, "", "");
                    } else {
                        call.ok(body.apply(call.target()));
                    }
                });
                TestRun run =
                        TestRun.of(Written.plan(server.uri(), Map.of(), spec), Pollers.selector("asked for"), 1)) {
            boolean spins = spec.contains("spin");
            run.start(Shapes.constant(spins ? 2 : 1, 1000));
            run.untilRequests(requests);
            run.stop();

            assertThat(run.logLines()).isEqualTo(server.served());
            assertThat(run.totals().exceptions())
                    .allSatisfy((worker, bugs) -> assertThat(bugs).isEmpty());
            return server.lines().stream()
                    .map(line -> line.substring(line.indexOf(' ') + 1))
                    .toList();
        }
    }
}
