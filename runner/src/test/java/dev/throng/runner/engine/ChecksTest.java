package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.CustomMetric;
import dev.throng.runner.stats.CustomMetric.Kind;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checks with names: those that must be met, and those that are counted. */
@Timeout(60)
class ChecksTest {
    private static final String SPEC = """
            scenario:
              checks:
              - {name: fine, status: [2xx]}
              - {name: seven, json: [{path: $.n, equals: 7}]}
              - {name: as asked, that: ["${got == wanted}"]}
              users:
              - name: U
                wait: {constant: 1h}
                variables: {wanted: "${7}"}
                tasks:
                - steps:
                  - {get: /seven, capture: {got: {json: $.n}}, expect: {soft: [fine, seven, as asked]}}
                  - {get: /eight, capture: {got: {json: $.n}}, expect: {soft: [fine, seven, as asked]}}
                  - {get: /fails, expect: {soft: [fine, as asked]}}
                  - {get: /closes, expect: {soft: [fine]}}
                  - {get: /eight, name: hard, expect: {checks: [seven]}}
                  - {get: /seven, name: that, capture: {got: {json: $.n}}, expect: {that: ["${got == 8}"]}}
            """;

    @Test
    void countsWhatIsSoftAndFailsWhatIsNot() {
        try (TestServer server = TestServer.logging(call -> {
                    switch (call.target()) {
                        case "/fails" -> call.respond(500, "", "");
                        case "/closes" -> call.close();
                        default -> call.ok(call.target().equals("/seven") ? "{\"n\":7}" : "{\"n\":8}");
                    }
                });
                TestRun run =
                        TestRun.of(Written.plan(server.uri(), Map.of(), SPEC), Pollers.selector("asked for"), 1)) {
            run.start(Shapes.constant(2, 1000));
            run.untilRequests(2 * 6);
            run.stop();

            assertThat(count(run, "fine")).containsExactly(8, 4);
            assertThat(count(run, "seven")).containsExactly(4, 2);
            assertThat(count(run, "as asked")).containsExactly(6, 2);
            assertThat(run.failures()).isEqualTo(2 * 4);
            assertThat(run.failureMessages())
                    .containsExactlyInAnyOrder(
                            "RESET: connection closed by peer",
                            "STATUS: status 500, expected below 400",
                            "CHECK: seven: $.n is 8, expected 7",
                            "CHECK: ${got == 8} is not true");
        }
    }

    @Test
    void validatesBodies() {
        String spec = """
                scenario:
                  checks:
                  - {name: numbers, schema: {inline: {properties: {"n": {type: number}}}}}
                  users:
                  - name: U
                    wait: {constant: 1h}
                    tasks:
                    - steps:
                      - {get: /seven, expect: {schema: {inline: {required: ["n"]}}, soft: [numbers]}}
                      - {get: /text, expect: {soft: [numbers]}}
                      - {get: /seven, name: wrong, expect: {schema: {inline: {required: [m]}, share: 0.0001%}}}
                      - {get: /seven, name: again, expect: {anyOf: [{status: [200], schema: {inline: {type: array}}}]}}
                """;
        try (TestServer server = TestServer.logging(
                        call -> call.ok(call.target().equals("/seven") ? "{\"n\":7}" : "{\"n\":\"7\"}"));
                TestRun run =
                        TestRun.of(Written.plan(server.uri(), Map.of(), spec), Pollers.selector("asked for"), 1)) {
            run.start(Shapes.constant(3, 1000));
            run.untilRequests(3 * 4);
            run.stop();

            assertThat(count(run, "numbers")).containsExactly(6, 3);
            assertThat(run.failures()).as("of a share of none, the first").isEqualTo(1 + 3);
            assertThat(run.failureMessages())
                    .containsExactlyInAnyOrder(
                            "SCHEMA: $.m is missing (the schema)",
                            "SCHEMA: $ is an object, expected an array (the schema)");
        }
    }

    @Test
    void validatesByTheTargetsDescription(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("shop.yaml"), """
                openapi: 3.0.0
                paths:
                  /seven: {get: {responses: {200: {content: {application/json: {schema: {type: object, properties: {n: {type: integer}}}}}}}}}
                  /items/{id}: {get: {responses: {default: {$ref: "#/paths/~1seven/get/responses/200"}}}}
                """);
        String spec = """
                scenario:
                  openapi: {file: shop.yaml, share: %s, soft: %s}
                  users:
                  - name: U
                    wait: {constant: 1h}
                    tasks:
                    - steps:
                      - {get: /seven}
                      - {get: /items/7, name: item}
                      - {get: /unknown}
                      - {get: /items/8, name: missing, expect: {status: [404]}}
                """;
        for (boolean soft : new boolean[] {false, true}) {
            for (String share : new String[] {"100", "0.0001"}) {
                try (TestServer server = TestServer.logging(call -> call.respond(
                                call.target().endsWith("8") ? 404 : 200,
                                "Content-Type: application/json\r\n",
                                call.target().equals("/seven") ? "{\"n\":7}" : "{\"n\":\"7\"}"));
                        TestRun run = TestRun.of(
                                Written.plan(
                                        server.uri(),
                                        PlanOptions.DEFAULTS.withDataBeside(folder),
                                        spec.formatted(share + "%", soft)),
                                Pollers.selector("asked for"),
                                1)) {
                    run.start(Shapes.constant(3, 1000));
                    run.untilRequests(3 * 4);
                    run.stop();

                    int validated = share.equals("100") ? 3 : 1;
                    assertThat(run.failures()).isEqualTo(soft ? 0 : 2 * validated);
                    assertThat(count(run, "shop.yaml")).containsExactly(soft ? 3 * validated : 0, soft ? validated : 0);
                    assertThat(run.failureMessages())
                            .allMatch("SCHEMA: $.n is a string, expected an integer (shop.yaml:3)"::equals);
                }
            }
        }
    }

    @Test
    void aBodyThatOnlyTheDescriptionWantedFailsByIt(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("shop.yaml"), """
                openapi: 3.0.0
                paths:
                  /seven: {get: {responses: {200: {content: {application/json: {schema: {type: object}}}}}}}
                """);
        String spec = """
                scenario:
                  openapi: {file: shop.yaml, share: 0.0001%%, soft: %s}
                  users:
                  - name: U
                    wait: {constant: 1h}
                    tasks:
                    - steps:
                      - {get: /seven}
                """;
        for (boolean soft : new boolean[] {false, true}) {
            try (TestServer server = TestServer.logging(call -> call.respond(
                            200, "Content-Type: application/json\r\nContent-Encoding: gzip\r\n", "whatever"));
                    TestRun run = TestRun.of(
                            Written.plan(
                                    server.uri(), PlanOptions.DEFAULTS.withDataBeside(folder), spec.formatted(soft)),
                            Pollers.selector("asked for"),
                            1)) {
                run.start(Shapes.constant(3, 1000));
                run.untilRequests(3);
                run.stop();

                assertThat(run.failures()).isEqualTo(soft ? 0 : 1);
                assertThat(count(run, "shop.yaml")).containsExactly(soft ? 1 : 0, 0);
                assertThat(run.failureMessages()).allMatch(message -> message.startsWith("SCHEMA: "));
            }
        }
    }

    @Test
    void aShareIsOneOfTheUnansweredToo() {
        String spec = """
                scenario:
                  checks:
                  - {name: some, schema: {inline: {type: object}, share: 0.0001%}}
                  users:
                  - name: U
                    wait: {constant: 1h}
                    tasks:
                    - steps:
                      - {get: /closes, expect: {soft: [some]}}
                """;
        try (TestServer server = TestServer.logging(call -> call.close());
                TestRun run =
                        TestRun.of(Written.plan(server.uri(), Map.of(), spec), Pollers.selector("asked for"), 1)) {
            run.start(Shapes.constant(3, 1000));
            run.untilRequests(3);
            run.stop();

            assertThat(run.failures()).isEqualTo(3);
            assertThat(count(run, "some")).as("the first of three").containsExactly(1, 0);
        }
    }

    @Test
    void looksIntoHtml() {
        String spec = """
                scenario:
                  users:
                  - name: U
                    wait: {constant: 1h}
                    tasks:
                    - steps:
                      - get: /page
                        expect: {elements: [{css: h1, equals: Hello}, {xpath: "//a/@href", each: true, matches: "^/"}, {css: .error, not: true}]}
                        capture: {links: {css: a, attribute: href, take: all}, first: {xpath: "//a[1]"}, none: {css: p, optional: true}}
                      - {get: "${links[1]}", name: second}
                      - {get: /page, name: wrong, expect: {elements: [{css: h1, equals: Bye}]}}
                      - {get: /page, name: missing, capture: {x: {xpath: //p}}}
                """;
        try (TestServer server = TestServer.logging(call -> call.respond(
                        200, "Content-Type: text/html\r\n", "<h1>Hello</h1><a href=/one>1</a><a href=/two>2</a>"));
                TestRun run =
                        TestRun.of(Written.plan(server.uri(), Map.of(), spec), Pollers.selector("asked for"), 1)) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(4);
            run.stop();

            assertThat(server.lines().get(1)).startsWith("GET /two");
            assertThat(run.failureMessages())
                    .containsExactlyInAnyOrder("CHECK: h1 is Hello, expected Bye", "CAPTURE: //p missing");
        }
    }

    /** How often it was looked at, and how often it was met. */
    private static long[] count(TestRun run, String name) {
        LatencyHistogram values =
                run.totals().timings().getOrDefault(new CustomMetric(Kind.CHECK, name).key(), new LatencyHistogram());
        return new long[] {values.total(), Math.round(values.sumMicros() / 1000.0)};
    }
}
