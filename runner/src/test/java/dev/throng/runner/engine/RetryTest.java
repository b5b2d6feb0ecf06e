package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.step.Retry;
import dev.throng.runner.plan.step.StatusSet;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.CustomMetric;
import dev.throng.runner.stats.CustomMetric.Kind;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that are sent again because the answer asks for it: each attempt is a request of its own. */
@Timeout(60)
class RetryTest {
    private static final String SPEC = """
            scenario:
              users:
              - name: U
                tasks:
                - steps:
                  - {get: /busy, retry: {status: [429], backoff: 1ms}, capture: {got: {header: X-Attempt}}}
                  - {get: "/after${got}"}
                  - {get: /always, retry: {status: [5xx], times: 2, backoff: 1ms}}
                  - {post: /closes, retry: {noAnswer: true, times: 1, backoff: 1ms}}
                  - {get: /later, retry: {backoff: 1ms, atMost: 2s}}
                  - {get: /missing, retry: {backoff: 1ms}}
                  - {stop: user}
            """;

    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    /** The third attempt at /busy is answered, the second at /closes, none at /always; /later asks for more than is allowed. */
    private void answer(TestServer.Call call) throws java.io.IOException {
        int attempt = asked.computeIfAbsent(call.target(), none -> new AtomicInteger())
                .incrementAndGet();
        switch (call.target()) {
            case "/busy" ->
                call.respond(attempt < 3 ? 429 : 200, "Retry-After: 0\r\nX-Attempt: " + attempt + "\r\n", "");
            case "/always" -> call.respond(502, "", "");
            case "/closes" -> {
                if (attempt == 1) {
                    call.reset();
                } else {
                    call.ok("");
                }
            }
            case "/later" -> call.respond(503, "Retry-After: 3600\r\n", "");
            case "/missing" -> call.respond(404, "", "");
            default -> call.ok("");
        }
    }

    @Test
    void eachAttemptIsARequestAndOnlyTheLastIsJudged() {
        try (TestServer server = TestServer.logging(this::answer);
                TestRun run =
                        TestRun.of(Written.plan(server.uri(), Map.of(), SPEC), Pollers.selector("asked for"), 1)) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(11);
            run.stop();

            assertThat(server.lines())
                    .extracting(line -> line.split(" ")[1])
                    .containsExactly(
                            "/busy",
                            "/busy",
                            "/busy",
                            "/after3",
                            "/always",
                            "/always",
                            "/always",
                            "/closes",
                            "/closes",
                            "/later",
                            "/missing");
            assertThat(run.of("/busy").requests()).isEqualTo(3);
            assertThat(run.of("/busy").failures()).isZero();
            assertThat(run.of("/busy").statuses())
                    .extracting(count -> count.status() + " x " + count.requests())
                    .containsExactly("200 x 1", "429 x 2");
            assertThat(run.of("/always").requests()).isEqualTo(3);
            assertThat(run.of("/always").failures()).isEqualTo(1);
            assertThat(run.of("/closes").failures()).isEqualTo(1);
            assertThat(run.of("/later").requests()).isEqualTo(1);
            assertThat(pauses(run, "/busy")).isEqualTo(2);
            assertThat(pauses(run, "/always")).isEqualTo(2);
            assertThat(pauses(run, "/closes")).isEqualTo(1);
            assertThat(pauses(run, "/later")).isZero();
            assertThat(run.failureMessages()).hasSize(4);
        }
    }

    private static long pauses(TestRun run, String request) {
        String key = new CustomMetric(Kind.TREND, Retry.metric(request)).key();
        return run.totals().timings().getOrDefault(key, new LatencyHistogram()).total();
    }

    @Test
    void pausesDoubleUpToTheLongestAndAreDrawnFromTheUpperHalf() {
        Retry retry = new Retry(StatusSet.of(List.of(429)), false, 9, 100, 1000);
        SplittableRandom random = new SplittableRandom(7);
        for (int before = 0; before < 60; before++) {
            long whole = before < 4 ? 100L << before : 1000;
            for (int i = 0; i < 100; i++) {
                assertThat(retry.pauseNanos(before, random)).isBetween(whole / 2, whole);
            }
        }
    }
}
