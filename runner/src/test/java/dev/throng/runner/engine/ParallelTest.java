package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.CustomMetric;
import dev.throng.runner.stats.CustomMetric.Kind;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several requests of one user at once. */
@Timeout(60)
class ParallelTest {
    private static final String SPEC = """
            scenario:
              flows:
              - name: assets
                steps:
                - {get: /a, capture: {a: {json: $.n}}}
                - {get: /b, capture: {b: {json: $.n}}}
                - {get: /c, capture: {c: {json: $.n}}}
              - {name: image, steps: [{get: "/image${item}", name: /image}]}
              users:
              - name: U
                tasks:
                - steps:
                  - {get: /page, capture: {images: {json: $.images}, session: {cookie: s}}}
                  - {parallel: assets, connections: 3, group: assets}
                  - {parallel: image, connections: 2, forEach: "${images}", group: images}
                  - {get: "/after/${a}${b}${c}"}
                  - {stop: user}
            """;

    @Test
    void sendsTheRequestsAtOnceOverConnectionsOfTheirOwn() {
        CountDownLatch allThere = new CountDownLatch(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (TestServer server = TestServer.logging(call -> {
                    switch (call.target()) {
                        case "/page" -> call.respond(200, "Set-Cookie: s=1\r\n", "{\"images\":[1,2,3,4,5]}");
                        case "/a", "/b", "/c" -> {
                            assertThat(call.head()).contains("Cookie: s=1");
                            allThere.countDown();
                            await(allThere);
                            call.ok("{\"n\":\"" + call.target().charAt(1) + "\"}");
                        }
                        default -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            sleep();
                            now.decrementAndGet();
                            call.ok("");
                        }
                    }
                });
                TestRun run = run(server, SPEC)) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(1 + 3 + 5 + 1);
            run.stop();

            assertThat(server.lines().getLast()).isEqualTo("GET /after/abc");
            assertThat(run.of("/image").requests()).isEqualTo(5);
            assertThat(server.lines())
                    .extracting(line -> line.split(" ")[1])
                    .contains("/image1", "/image2", "/image3", "/image4", "/image5");
            assertThat(most.get()).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(3);
            assertThat(run.failures()).isZero();
            assertThat(group(run, Kind.GROUP, "assets").total()).isEqualTo(1);
            assertThat(group(run, Kind.GROUP, "images").total()).isEqualTo(1);
            assertThat(group(run, Kind.GROUP, "images").minMicros()).isGreaterThanOrEqualTo(60_000);
            assertThat(group(run, Kind.GROUP_FAILURES, "images").total()).isZero();
        }
    }

    @Test
    void aFailureEndsTheTaskWhenTheOthersAreOver() {
        String spec = SPEC.replace("{get: /b,", "{get: /b, onFailure: endTask,");
        try (TestServer server = TestServer.logging(call -> {
                    switch (call.target()) {
                        case "/b" -> call.respond(500, "", "");
                        case "/page" -> call.respond(200, "Set-Cookie: s=1\r\n", "{\"images\":[]}");
                        default -> call.respond(200, "Set-Cookie: s=1\r\n", "{\"n\":1}");
                    }
                });
                TestRun run = run(server, spec)) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(8);
            run.stop();

            assertThat(run.of("/after/${a}${b}${c}").requests()).isZero();
            assertThat(group(run, Kind.GROUP_FAILURES, "assets").total())
                    .isEqualTo(group(run, Kind.GROUP, "assets").total())
                    .isPositive();
        }
    }

    @Test
    void whatIsUnderWayWhenAUserLeavesIsWaitedForAndNothingElseBegun() {
        CountDownLatch there = new CountDownLatch(2);
        CountDownLatch leaves = new CountDownLatch(1);
        try (TestServer server = TestServer.logging(call -> {
                    if (call.target().equals("/page")) {
                        call.respond(200, "Set-Cookie: s=1\r\n", "{\"images\":[1,2,3,4,5,6,7]}");
                    } else if (call.target().startsWith("/image")) {
                        there.countDown();
                        await(leaves);
                        call.ok("");
                    } else {
                        call.ok("{\"n\":1}");
                    }
                });
                TestRun run = run(server, SPEC)) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(4);
            await(there);
            run.change(Shapes.constant(0, 1000));
            sleep();
            leaves.countDown();
            run.until(() -> run.requests() == 6);
            run.stop();

            assertThat(run.of("/image").requests()).isEqualTo(2);
            assertThat(group(run, Kind.GROUP, "images").total()).isZero();
            assertThat(server.served()).isEqualTo(run.logLines());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestRun run(TestServer server, String spec) {
        return TestRun.of(Written.plan(server.uri(), Map.of(), spec), Pollers.selector("asked for"), 1);
    }

    private static LatencyHistogram group(TestRun run, Kind kind, String name) {
        return run.totals().timings().getOrDefault(new CustomMetric(kind, name).key(), new LatencyHistogram());
    }
}
