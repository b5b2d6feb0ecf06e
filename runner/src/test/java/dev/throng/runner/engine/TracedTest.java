package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.TracedRequest;
import dev.throng.runner.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests with a trace id are told of, under the ids that the target has seen. */
@Timeout(60)
class TracedTest {
    private static final Pattern TRACEPARENT = Pattern.compile("\r\ntraceparent: 00-(\\w{32})-(\\w{16})-01\r\n");
    private static final String SPEC = """
            http: {traced: SHARE}
            scenario:
              users:
              - name: U
                tasks:
                - steps:
                  - {get: "/one?secret=1", name: one}
                  - {post: /two, name: two, body: "traceparent", headers: {X-One: "1"}}
            """;

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<TracedRequest> kept = new ArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();

    private void run(String share, int requests) {
        try (TestServer server = TestServer.logging(call -> {
            heads.add(call.head());
            call.respond(call.head().startsWith("GET") ? 200 : 500, "", "");
        })) {
            Plan plan = Written.plan(server.uri(), Map.of(), SPEC.replace("SHARE", share));
            EngineOptions options =
                    new EngineOptions(1, Pollers.selector("asked for")).tracedBy(Optional.of(spans::add));
            try (TestRun run = TestRun.of(plan, LoopEngine.of(plan, options))) {
                run.start(Shapes.constant(2, 1000));
                run.untilRequests(requests);
                run.stop();
                kept.addAll(run.totals().traces());
            }
        }
    }

    @Test
    void everyOneHasTheIdsThatTheServerSaw() {
        run("100%", 12);
        List<String> seen = heads.stream()
                .flatMap(head -> TRACEPARENT.matcher(head).results())
                .map(found -> found.group(1) + found.group(2))
                .toList();
        assertThat(seen).hasSameSizeAs(heads);
        assertThat(spans).extracting(span -> span.traceId() + span.spanId()).containsExactlyInAnyOrderElementsOf(seen);
        assertThat(spans).allSatisfy(span -> {
            assertThat(span.endEpochNanos()).isGreaterThanOrEqualTo(span.startEpochNanos());
            assertThat(span.host()).isEqualTo("127.0.0.1");
            assertThat(span.userClass()).isEqualTo("U");
        });
        assertThat(spans).filteredOn(span -> span.name().equals("one")).allSatisfy(span -> {
            assertThat(span.status()).isEqualTo(200);
            assertThat(span.failure()).isEmpty();
        });
        assertThat(spans)
                .filteredOn(span -> span.method().equals("POST"))
                .isNotEmpty()
                .allSatisfy(span -> {
                    assertThat(span.status()).isEqualTo(500);
                    assertThat(span.failure()).isEqualTo("status");
                });
    }

    @Test
    void theSlowestAndFailedOnesAreKept() {
        run("100%", 12);
        List<String> seen = heads.stream()
                .flatMap(head -> TRACEPARENT.matcher(head).results())
                .map(found -> found.group(1) + found.group(2))
                .toList();
        assertThat(kept).hasSize(6).allSatisfy(one -> assertThat(seen).contains(one.traceId() + one.spanId()));
        assertThat(kept)
                .filteredOn(one -> one.key().name().equals("one"))
                .hasSize(3)
                .allMatch(one -> one.why().isEmpty());
        assertThat(kept)
                .filteredOn(one -> one.key().name().equals("two"))
                .hasSize(3)
                .allMatch(one -> one.why().equals("status 500, expected below 400"));
    }

    @Test
    void theOthersAreNot() {
        run("30%", 200);
        long traced = heads.stream().filter(TRACEPARENT.asPredicate()).count();
        assertThat(spans).hasSize((int) traced);
        assertThat(traced).isBetween(10L, (long) heads.size() - 10);
    }
}
