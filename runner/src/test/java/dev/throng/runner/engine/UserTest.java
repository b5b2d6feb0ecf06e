package dev.throng.runner.engine;

import static dev.throng.runner.engine.Plans.get;
import static dev.throng.runner.engine.Plans.post;
import static dev.throng.runner.engine.Plans.users;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.plan.step.Capture;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.plan.step.StatusSet;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.Scope;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.stats.Snapshot.Counter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What virtual users do with their steps. */
@Timeout(60)
class UserTest {
    private static final long MILLI = 1_000_000;

    @Test
    void performsOnStartThenTasksThenOnStop() {
        var users = users(get("/task"))
                .waiting(new Wait.Constant(10 * MILLI))
                .onStart(post("/login", "{}").step(), get("/profile").step())
                .onStop(post("/logout", "{}").step());
        try (TestServer server = TestServer.logging(call -> call.ok("x"));
                TestRun run = run(server, users)) {
            run.start(Shapes.constant(1, 1));
            run.untilRequests(6);
            run.stop();

            assertThat(server.lines()).startsWith("POST /login", "GET /profile", "GET /task");
            assertThat(server.lines()).endsWith("GET /task", "POST /logout");
            assertThat(run.of("/logout").requests()).isEqualTo(1);
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @Test
    void usesWhatItCaptured() {
        Step login = post("/login", "{}")
                .capturing(
                        new Capture.Header(0, false, "X-Token"),
                        new Capture.Regex(1, false, dev.throng.runner.script.regex.Regex.of("id=(\\d+)")))
                .step();
        var users = users(get("item", Text.by(scope -> {
                    Object token = scope.variable(0);
                    return token == null ? null : "/items/" + scope.variable(1) + "?token=" + token;
                })))
                .onStart(login);
        try (TestServer server =
                        TestServer.logging(call -> call.respond(200, "X-Token: s3cret\r\n", "welcome id=77 here"));
                TestRun run = run(server, users)) {
            run.start(Shapes.constant(1, 1));
            run.untilRequests(3);
            run.stop();

            assertThat(server.lines()).contains("GET /items/77?token=s3cret");
            assertThat(run.failures()).isZero();
        }
    }

    @Test
    void aMissingCaptureFailsTheRequestAndTheUserGoesOn() {
        var users = users(get("/task").capturing(new Capture.Header(0, false, "X-Token")))
                .waiting(new Wait.Constant(MILLI));
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = run(server, users)) {
            run.start(Shapes.constant(2, 100));
            run.untilRequests(10);
            run.stop();

            assertThat(run.failureMessages()).containsExactly("CAPTURE: header X-Token missing");
            assertThat(run.failures()).isEqualTo(run.requests());
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @Test
    void aRequestThatCannotBeFormedIsAFailureThatNeverWasSent() {
        var users = users(get("item", Text.by(scope -> scope.variable(3)))).waiting(new Wait.Constant(MILLI));
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = run(server, users)) {
            run.start(Shapes.constant(1, 1));
            run.untilRequests(5);
            run.stop();

            assertThat(run.failureMessages()).allMatch(message -> message.startsWith("REQUEST: "));
            assertThat(run.counter(Counter.NEVER_SENT)).isEqualTo(run.requests());
            assertThat(server.served()).isZero();
        }
    }

    @Test
    void judgesByTheCaseOfTheStatus() {
        var unavailable = new Expectation.Case(
                StatusSet.of(List.of(503)),
                List.of(new Expectation.HeaderCheck("Retry-After", new Expectation.Present())),
                Optional.empty(),
                -1);
        var fine = new Expectation.Case(
                StatusSet.of(List.of(200, 201)),
                List.of(new Expectation.BodyContains("yes".getBytes(), "yes")),
                Optional.empty(),
                -1);
        var users = users(get("/").expecting(new Expectation(List.of(fine, unavailable))));
        try (TestServer server = TestServer.that(call -> {
                    switch ((int) (call.number() % 5)) {
                        case 0 -> call.respond(404, "", "yes");
                        case 1 -> call.respond(200, "", "oh yes");
                        case 2 -> call.respond(201, "", "no");
                        case 3 -> call.respond(503, "Retry-After: 3\r\n", "");
                        default -> call.respond(503, "", "");
                    }
                });
                TestRun run = run(server, users)) {
            run.start(Shapes.constant(1, 1));
            run.untilRequests(50);
            run.stop();

            assertThat(run.failureMessages())
                    .containsExactlyInAnyOrder(
                            "STATUS: status 404, expected 200 or 201 or 503",
                            "CHECK: body lacks \"yes\"",
                            "CHECK: header Retry-After missing");
            assertThat(run.failures()).isBetween(run.requests() * 3 / 5 - 3, run.requests() * 3 / 5 + 3);
        }
    }

    @Test
    void followsRedirectsAsOneSampleAndKeepsCookies() {
        try (TestServer server = TestServer.logging(call -> {
                    switch (call.target()) {
                        case "/a" -> call.respond(302, "Location: /b\r\nSet-Cookie: seen=a; Path=/\r\n", "");
                        case "/b" -> call.respond(307, "Location: /c?x=1\r\n", "");
                        default -> call.respond(call.head().contains("Cookie: seen=a") ? 200 : 403, "", "end");
                    }
                });
                TestRun run = run(server, users(get("/a")))) {
            run.start(Shapes.constant(2, 100));
            run.untilRequests(20);
            run.stop();

            assertThat(run.failures()).isZero();
            assertThat(server.lines()).startsWith("GET /a");
            assertThat(server.lines()).contains("GET /b", "GET /c?x=1");
            assertThat(run.counter(Counter.REDIRECT_HOPS)).isGreaterThanOrEqualTo(2 * run.requests());
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @Test
    void aRedirectInCirclesIsAFailure() {
        try (TestServer server = TestServer.that(call -> call.respond(302, "Location: /again\r\n", ""));
                TestRun run = run(server, users(get("/again")))) {
            run.start(Shapes.constant(1, 1));
            run.untilRequests(3);
            run.stop();

            assertThat(run.failureMessages()).allMatch(message -> message.startsWith("REDIRECT: "));
            assertThat(run.counter(Counter.REDIRECT_HOPS)).isGreaterThanOrEqualTo(5 * run.requests());
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    @Test
    void whatOneUserPutsIntoAPoolAnotherTakesOut() {
        var create = post("/create", "{}").pushing(new Step.Push(0, Text.by(Scope::iteration)));
        var delete =
                get("delete", Text.by(scope -> "/delete/" + scope.variable(2))).popping(new Step.Pop(0, 2));
        try (TestServer server = TestServer.logging(call -> call.ok("x"));
                TestRun run = run(server, users(create, delete))) {
            run.start(Shapes.constant(2, 100));
            run.until(() -> run.counter(Counter.SKIPPED) > 0
                    && run.requests() > 100
                    && run.totals().judged("delete").requests() > 0);
            run.stop();

            assertThat(server.lines()).anyMatch(line -> line.startsWith("GET /delete/"));
            assertThat(run.of("delete").requests())
                    .isLessThanOrEqualTo(run.of("/create").requests());
            assertThat(run.failures()).isZero();
        }
    }

    @Test
    void choosesTasksByWeightTheSameWayForTheSameSeed() {
        List<String> first = linesOfOneUser();
        List<String> second = linesOfOneUser();

        assertThat(first).isEqualTo(second);
        long rare = first.stream().filter(line -> line.contains("rare")).count();
        assertThat(rare).isBetween(10L, 90L);
    }

    private List<String> linesOfOneUser() {
        var users = new Plans.Users()
                .task(
                        4,
                        get("often", Text.by(scope -> "/often/" + scope.random().nextInt(1000)))
                                .step())
                .task(
                        1,
                        get("rare", Text.by(scope -> "/rare/" + scope.random().nextInt(1000)))
                                .step());
        try (TestServer server = TestServer.logging(call -> call.ok("x"));
                TestRun run = run(server, users)) {
            run.start(Shapes.constant(1, 1));
            run.until(() -> server.served() >= 250);
            run.stop();
            return server.lines().subList(0, 250);
        }
    }

    @Test
    void stepsOfATaskFollowEachOtherAndPausesAreNotResponseTime() {
        var users = new Plans.Users()
                .task(
                        1,
                        get("/one").step(),
                        new Step.Pause(100 * MILLI, Optional.empty()),
                        get("/two").step());
        try (TestServer server = TestServer.logging(call -> call.ok("x"));
                TestRun run = run(server, users)) {
            run.start(Shapes.constant(1, 1));
            run.untilRequests(6);
            run.stop();

            assertThat(server.lines()).startsWith("GET /one", "GET /two", "GET /one", "GET /two");
            assertThat(run.of("/two").response().minMicros()).isLessThan(90_000);
        }
    }

    @Test
    void keepsAFewFailedExchangesToLookAtWithoutSecrets() {
        try (TestServer server =
                        TestServer.that(call -> call.respond(500, "Set-Cookie: id=s3cret\r\n", "what went wrong"));
                TestRun run = TestRun.of(
                        Plans.plan(server.uri(), users(post("/", "{\"some\":\"body\"}")), Plans.logging(3)),
                        Pollers.choose(),
                        1)) {
            run.start(Shapes.constant(1, 1));
            run.untilRequests(10);
            run.stop();

            assertThat(run.totals().exchanges()).hasSize(3).allSatisfy(exchange -> {
                assertThat(exchange.message()).isEqualTo("status 500, expected below 400");
                assertThat(exchange.request()).startsWith("POST / HTTP/1.1").endsWith("{\"some\":\"body\"}");
                assertThat(exchange.response())
                        .startsWith("HTTP/1.1 500")
                        .doesNotContain("s3cret")
                        .endsWith("what went wrong");
            });
        }
    }

    @Test
    void failuresOfEveryKindHaveAPlaceAmongTheKeptExchanges() {
        try (TestServer server = TestServer.that(call -> call.respond(500, "", "no"));
                TestRun run = TestRun.of(
                        Plans.plan(server.uri(), users(get("/often"), get("/also")), Plans.logging(10)),
                        Pollers.choose(),
                        1)) {
            run.start(Shapes.constant(1, 1));
            run.untilRequests(60);
            run.stop();

            assertThat(run.totals().exchanges())
                    .hasSize(6)
                    .extracting(exchange -> exchange.key().name())
                    .containsOnly("/often", "/also");
        }
    }

    @Test
    void aBugInAnExpressionTakesNobodyDown() {
        var broken = get("broken", Text.by(scope -> {
            throw new IllegalStateException("a bug");
        }));
        try (TestServer server = TestServer.that(call -> call.ok("x"));
                TestRun run = run(server, users(broken, get("/fine")))) {
            run.start(Shapes.constant(20, 1000));
            run.until(() -> run.requests() >= 10 && !run.totals().exceptions().isEmpty());
            run.stop();

            assertThat(run.totals().exceptions().toString()).contains("a bug");
            assertThat(run.logLines()).isEqualTo(server.served());
        }
    }

    private static TestRun run(TestServer server, Plans.Users users) {
        return TestRun.of(Plans.plan(server.uri(), users), Pollers.choose(), 1);
    }
}
