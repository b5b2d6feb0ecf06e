package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.code.Behaviour;
import dev.throng.runner.code.Code;
import dev.throng.runner.code.Request;
import dev.throng.runner.code.Session;
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
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
        run(share, requests, written -> written);
    }

    private void run(String share, int requests, UnaryOperator<Plan> otherwise) {
        try (TestServer server = TestServer.logging(call -> {
            heads.add(call.head());
            call.respond(call.head().startsWith("GET") ? 200 : 500, "", "");
        })) {
            Plan plan = otherwise.apply(Written.plan(server.uri(), Map.of(), SPEC.replace("SHARE", share)));
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
    void whatCodeTakesForAFailureIsKeptAsOne() {
        Code code = Judging::new;
        run(
                "100%",
                12,
                plan -> Plans.plan(plan.target(), Plans.users(Plans.get("/")).code(code), plan.http()));
        assertThat(kept)
                .filteredOn(one -> one.key().name().equals("judged"))
                .hasSize(3)
                .allMatch(one -> one.why().equals("not as expected"));
        assertThat(kept)
                .filteredOn(one -> one.key().name().equals("open"))
                .hasSize(3)
                .allMatch(one -> one.why().equals("caught"));
        assertThat(heads.stream()
                        .flatMap(head -> TRACEPARENT.matcher(head).results())
                        .map(found -> found.group(1) + found.group(2))
                        .toList())
                .containsAll(
                        kept.stream().map(one -> one.traceId() + one.spanId()).toList());
    }

    @Test
    void theOthersAreNot() {
        run("30%", 200);
        long traced = heads.stream().filter(TRACEPARENT.asPredicate()).count();
        assertThat(spans).hasSize((int) traced);
        assertThat(traced).isBetween(10L, (long) heads.size() - 10);
    }

    private record Judging(Session session) implements Behaviour {
        @Override
        public void onStart() {}

        @Override
        public boolean task(int index) {
            session.send(get("judged", response -> "not as expected", false));
            session.settle(session.send(get("open", null, true)), "caught");
            return true;
        }

        private static Request get(String name, Request.@Nullable Judge judge, boolean open) {
            return new Request("GET", "/" + name, name, List.of(), null, "", true, 0, true, judge, open);
        }

        @Override
        public void onStop() {}

        @Override
        public long nextStart(long startNanos, long endNanos) {
            return endNanos + 1_000_000;
        }
    }
}
