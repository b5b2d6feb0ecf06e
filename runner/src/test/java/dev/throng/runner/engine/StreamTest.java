package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.demo.DemoOptions;
import dev.throng.runner.demo.DemoTarget;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.CustomMetric;
import dev.throng.runner.stats.CustomMetric.Kind;
import dev.throng.runner.stats.Snapshot.Counter;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams of events: read as they come, counted and timed, and ended as the step says. */
@Timeout(60)
class StreamTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    @ParameterizedTest
    @MethodSource("versions")
    void countsAndTimesEveryEventOfEveryStream(String http) {
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT);
                TestRun run = run(URI.create("http://127.0.0.1:" + target.port()), http, """
                - post: /v1/chat/completions?every=1
                  name: chat
                  json: {stream: true, max_tokens: 7, stream_options: {include_usage: true}}
                  stream: {until: "[DONE]", token: "$.choices[0].delta.content"}
                  expect:
                    json:
                    - {path: "$[*].choices[0].finish_reason", not: true, equals: length}
                    - {path: "$[*].usage.completion_tokens", equals: 7}
                    body: {contains: throng}
                  capture:
                    spoken: {json: "$[*].choices[0].delta.content", take: count}
                - {get: "/events?every=0&count=${spoken}", name: events, stream: {atLeast: 8, named: tick}}
                - {get: "/events?every=1&count=1000", name: some, stream: {events: 3, metric: few}}
                - {get: "/lines?every=0&count=4", name: lines, stream: {format: lines}, expect: {json: [{path: "$[3].number", equals: 3}]}}
                - {get: "/events?every=5&count=100000", name: a while, stream: {for: 500ms, atLeast: 1}}
                """)) {
            run.start(Shapes.constant(2, 1000));
            run.untilRequests(2 * 5);
            run.stop();

            assertThat(run.failureMessages()).isEmpty();
            assertThat(run.logLines()).isEqualTo(target.answered());
            assertThat(values(run, Kind.COUNTER, "chat tokens").sumMicros()).isEqualTo(2 * 7 * 1000);
            assertThat(values(run, Kind.TIME, "chat first token").total()).isLessThanOrEqualTo(2);
            assertThat(values(run, Kind.TIME, "chat between tokens").total()).isLessThanOrEqualTo(2 * 6);
            assertThat(values(run, Kind.COUNTER, "events events").sumMicros()).isEqualTo(2 * 8 * 1000);
            assertThat(values(run, Kind.COUNTER, "few events").sumMicros()).isEqualTo(2 * 3 * 1000);
            assertThat(values(run, Kind.COUNTER, "lines lines").sumMicros()).isEqualTo(2 * 4 * 1000);
            assertThat(run.of("a while").response().minMicros()).isGreaterThanOrEqualTo(500_000);
        }
    }

    static Stream<String> versions() {
        return Stream.of("\"1.1\"", "\"2\"");
    }

    @Test
    void aStreamThatEndsAsItShouldLeavesItsConnectionForTheNextRequest() {
        try (TestServer server =
                        TestServer.that(call -> call.send(HEAD + chunk("data: a\n\ndata: [DONE]\n\n") + "0\r\n\r\n"));
                TestRun run = run(server.uri(), "\"1.1\"", """
                - {get: /a, stream: {until: "[DONE]"}}
                - {get: /b, stream: {events: 1}}
                - {get: /c, stream: {}}
                """)) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(3);
            run.stop();

            assertThat(run.failureMessages()).isEmpty();
            assertThat(run.counter(Counter.CONNECTIONS_OPENED)).isEqualTo(1);
        }
    }

    static Stream<Arguments> streamsThatFail() {
        return Stream.of(
                fails("{until: end}", "data: 1\n\n", true, "CHECK: the stream ended without end"),
                fails("{events: 3}", "data: 1\n\n", true, "CHECK: the stream ended after 1 event, expected 3"),
                fails("{atLeast: 2}", "data: 1\n\n", true, "CHECK: 1 event, expected at least 2"),
                fails(
                        "{events: 2, named: x}",
                        "data: 1\n\nevent: x\ndata: 1\n\n",
                        true,
                        "CHECK: the stream ended after 1 event, expected 2"),
                fails("{firstWithin: 500ms}", ": waiting\n\n", false, "TIMEOUT: no event within 500 ms"),
                fails("{nextWithin: 500ms, until: end}", "data: 1\n\n", false, "TIMEOUT: no event for 500 ms"),
                fails(
                        "{until: end}",
                        "data: " + "x".repeat(12_000),
                        false,
                        "PROTOCOL: an event longer than http.maxBodySize"),
                fails("{}", "data: 1\n\n", false, "TIMEOUT: not complete within 2 s"));
    }

    private static Arguments fails(String stream, String body, boolean ends, String message) {
        return Arguments.of(stream, body, ends, message);
    }

    @ParameterizedTest
    @MethodSource("streamsThatFail")
    void saysWhatIsWrongWithAStream(String stream, String body, boolean ends, String message) {
        try (TestServer server = TestServer.that(call -> {
                    call.send(HEAD + chunk(body));
                    if (ends) {
                        call.send("0\r\n\r\n");
                    }
                });
                TestRun run = run(server.uri(), "\"1.1\"", "- {get: /a, timeout: 2s, stream: " + stream + "}\n")) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(1);
            run.stop();

            assertThat(run.failureMessages()).containsExactly(message);
        }
    }

    @Test
    void whatIsNoStreamIsJudgedAsAnyOther() {
        try (TestServer server = TestServer.that(call -> {
                    switch (call.target()) {
                        case "/busy" -> call.respond(429, "", "{\"error\":\"busy\"}");
                        case "/json" -> call.respond(200, "Content-Type: application/json\r\n", "{\"error\":\"no\"}");
                        case "/broken" -> brokenOff(call);
                        default -> call.respond(200, "Content-Encoding: gzip\r\n", "whatever");
                    }
                });
                TestRun run = run(server.uri(), "\"1.1\"", """
                - {get: /busy, stream: {}, expect: {status: [429], json: [{path: $.error, equals: busy}]}}
                - {get: /busy, name: b, stream: {}}
                - {get: /json, stream: {until: end}}
                - {get: /broken, stream: {until: end}}
                - {get: /zipped, stream: {}}
                """)) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(5);
            run.stop();

            assertThat(run.failureMessages())
                    .containsExactlyInAnyOrder(
                            "STATUS: status 429, expected below 400",
                            "CHECK: the stream ended without end (it is of type application/json)",
                            "RESET: connection closed in the middle of the response",
                            "PROTOCOL: the stream is compressed, which is not read: leave Accept-Encoding away");
        }
    }

    private static void brokenOff(TestServer.Call call) throws IOException {
        call.send(HEAD + chunk("data: 1\n\n"));
        call.close();
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static LatencyHistogram values(TestRun run, Kind kind, String name) {
        return run.totals().timings().getOrDefault(new CustomMetric(kind, name).key(), new LatencyHistogram());
    }

    private static TestRun run(URI target, String http, String steps) {
        String spec = "http: {maxBodySize: 10k, version: " + http + "}\n"
                + "scenario:\n  users:\n  - name: U\n    wait: {constant: 1h}\n    tasks:\n    - steps:\n"
                + steps.indent(6);
        return TestRun.of(
                Written.plan(target, Map.of(), spec),
                TestRun.pollers().findFirst().orElseThrow(),
                1);
    }
}
