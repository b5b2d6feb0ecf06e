package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of values that a server sends: in checks, in captures, in the next request, and in what people see. */
@Timeout(60)
class ValuesOnTheWireTest {
    @Test
    void numbersOfAnySizeAreSentBackAsTheyCame() {
        var bodies = new ConcurrentLinkedQueue<String>();
        String first =
                "{\"id\": 18446744073709551615, \"e\": 1e400, \"d\": 0.12345678901234567890123, \"all\": {\"n\": 18446744073709551617}}";
        try (TestServer server = TestServer.that(call -> {
                    if (call.method().equals("POST")) {
                        bodies.add(call.body());
                    }
                    call.ok(first);
                });
                TestRun run = run(server, """
                        scenario:
                          users:
                          - name: U
                            tasks:
                            - steps:
                              - get: /
                                capture: {id: {json: $.id}, e: {json: $.e}, d: {json: $.d}, all: {json: $.all}}
                                expect: {json: [{path: $.id, equals: 18446744073709551615}]}
                              - post: /
                                json: {id: "${id}", e: "${e > 1 ? 'large' : 'small'}", d: "${d}", all: "${all}", t: "n${id}"}
                                expect: {json: [{path: $.id, equals: 18446744073709551614}]}
                              - post: /
                                json: {e: "${e}"}
                        """)) {
            run.start(Shapes.constant(1, 1));
            run.untilRequests(6);
            run.stop();

            assertThat(bodies)
                    .contains(
                            "{\"id\":18446744073709551615,\"e\":\"large\",\"d\":0.12345678901234567890123,\"all\":{\"n\":18446744073709551617},\"t\":\"n18446744073709551615\"}",
                            "{\"e\":1" + "0".repeat(400) + "}");
            assertThat(run.failureMessages())
                    .containsExactly("CHECK: $.id is 18446744073709551615, expected 18446744073709551614");
            assertThat(run.totals().exceptions().get("test")).isEmpty();
        }
    }

    @Test
    void aBodyThatIsNoJsonSaysWhereItStopsBeingIt() {
        try (TestServer server = TestServer.that(
                        call -> call.ok(call.target().equals("/e") ? "" : "{\"a\": 1,\n \"b\": oops}"));
                TestRun run = run(server, """
                        scenario:
                          users:
                          - name: U
                            tasks:
                            - steps:
                              - {get: /check, expect: {json: [{path: $.b}]}}
                              - {get: /capture, capture: {b: {json: $.a}}}
                              - {get: /e, expect: {json: [{path: $.b, equals: 1}]}}
                        """)) {
            run.start(Shapes.constant(1, 1));
            run.untilRequests(3);
            run.stop();

            assertThat(run.failureMessages()).hasSize(3);
            assertThat(run.failureMessages().toString())
                    .contains(
                            "CHECK: $.b missing: the body is not JSON at line 2, column",
                            "CAPTURE: $.a missing: the body is not JSON at line 2, column",
                            "'oops'",
                            "$.b missing: the body is empty");
        }
    }

    @Test
    void textAndTrueAreToldApart() {
        try (TestServer server = TestServer.that(call -> call.ok("{\"x\": true, \"n\": 7}"));
                TestRun run = run(server, """
                        scenario:
                          users:
                          - name: U
                            tasks:
                            - get: /
                              expect: {json: [{path: $.x, equals: "true"}]}
                            - get: /n
                              expect: {json: [{path: $.n, equals: "7"}]}
                        """)) {
            run.start(Shapes.constant(2, 1000));
            run.until(() -> run.failureMessages().size() == 2);
            run.stop();

            assertThat(run.failureMessages())
                    .containsExactlyInAnyOrder(
                            "CHECK: $.x is true, expected \"true\"", "CHECK: $.n is 7, expected \"7\"");
        }
    }

    @Test
    void aHeaderWithAListIsSentAsSeveral() {
        var heads = new ConcurrentLinkedQueue<String>();
        try (TestServer server = TestServer.that(call -> {
                    heads.add(call.head()
                            .lines()
                            .filter(line -> line.matches("(?i)(x-|accept:|via).*"))
                            .collect(Collectors.joining("|")));
                    call.ok("");
                });
                TestRun run = run(server, """
                        http: {headers: {Via: [1.1 a, 1.1 b], X-Run: [r, s], Accept: [text/html, "*/*"]}}
                        scenario:
                          users:
                          - name: U
                            headers: {x-run: u, X-User: [one, "${user.number}", "${later}"]}
                            tasks:
                            - steps:
                              - {get: /, headers: {X-Tag: [a, "b${1 + 1}"], via: own}}
                              - {get: /, headers: {X-USER: mine}, capture: {later: {header: Never, optional: true}}}
                        """)) {
            run.start(Shapes.constant(1, 1));
            run.untilRequests(2);
            run.stop();

            assertThat(heads)
                    .startsWith(
                            "via: own|x-run: u|Accept: text/html|Accept: */*|X-User: one|X-User: 0|X-Tag: a|X-Tag: b2",
                            "Via: 1.1 a|Via: 1.1 b|x-run: u|Accept: text/html|Accept: */*|X-USER: mine");
        }
    }

    @Test
    void eachValueOfARepeatedHeaderIsSeen() {
        var seen = new ConcurrentLinkedQueue<String>();
        try (TestServer server = TestServer.that(call -> {
                    seen.add(call.target());
                    call.respond(200, "X-A: 1\r\nX-A: two, three\r\n", "");
                });
                TestRun run = run(server, """
                        scenario:
                          users:
                          - name: U
                            tasks:
                            - steps:
                              - get: /good
                                capture: {a: {header: x-a}}
                                expect: {headers: [{name: X-A, equals: "1"}, {name: X-A, equals: "two, three"}, {name: X-A, matches: ^two}]}
                              - get: /bad?a=${a}
                                expect: {headers: [{name: X-A, equals: "3"}]}
                        """)) {
            run.start(Shapes.constant(1, 1));
            run.untilRequests(4);
            run.stop();

            assertThat(seen).contains("/bad?a=1");
            assertThat(run.failureMessages()).containsExactly("CHECK: header X-A is 1 and two, three, expected 3");
        }
    }

    @Test
    void anUndecidedPatternIsNotToldAsNoMatch() {
        try (TestServer server = TestServer.that(call -> call.ok("a".repeat(40) + "!"));
                TestRun run = run(server, """
                        scenario:
                          users:
                          - name: U
                            tasks:
                            - steps:
                              - {get: /check, expect: {body: {matches: '(a+)+\\1c'}}}
                              - {get: /capture, capture: {b: {regex: '(a+)+\\1c', optional: true}}}
                              - {get: /linear, expect: {body: {matches: '(a+)+!$'}}}
                        """)) {
            run.start(Shapes.constant(1, 1));
            run.untilRequests(3);
            run.stop();

            assertThat(run.failureMessages())
                    .containsExactlyInAnyOrder(
                            "CHECK: body: it can't be told whether (a+)+\\1c matches: it looks back and forth for too long",
                            "CAPTURE: body: it can't be told whether (a+)+\\1c matches: it looks back and forth for too long");
        }
    }

    @Test
    void whatIsMadeOfASecretIsNotShown() {
        try (TestServer server = TestServer.that(call -> call.respond(500, "", call.head()));
                TestRun run = run(server, """
                        scenario:
                          users:
                          - name: U
                            tasks:
                            - get: /a/${upper(env.KEY)}?k=${urlEncode(env.KEY)}
                              headers: {X-Fixed: "${base64('user:' + env.KEY)}", X-Mine: "${signed}", X-More: "${base64(signed)}"}
                              json: {deep: ["${'<' + env.KEY + '>'}"]}
                            onStart:
                            - set: {signed: "${base64(env.KEY + string(user.number))}"}
                        """)) {
            run.start(Shapes.constant(1, 1));
            run.untilRequests(3);
            run.stop();

            String shown = run.snapshots().stream()
                    .flatMap(snapshot -> snapshot.exchanges().stream())
                    .map(Snapshot.Exchange::toString)
                    .collect(Collectors.joining());
            assertThat(shown).contains("X-Fixed: ***", "X-Mine: ***", "X-More: ***", "GET /a/***?k=***");
            List.of("s3cret/key", "S3CRET", "dXNlcjpzM2NyZXQva2V5", "czNjcmV0L2tleTA", "s3cret%2Fkey")
                    .forEach(secret -> assertThat(shown).doesNotContain(secret));
        }
    }

    private static TestRun run(TestServer server, String spec) {
        return TestRun.of(
                Written.plan(server.uri(), Map.of("KEY", "s3cret/key"), spec), Pollers.selector("asked for"), 1);
    }
}
