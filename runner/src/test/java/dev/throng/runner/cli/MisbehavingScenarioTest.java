package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.demo.DemoOptions;
import dev.throng.runner.demo.DemoTarget;
import dev.throng.runner.processes.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code that does what nobody should, each in a process of its own, beside a user who does nothing wrong: the run goes on and
 * that user's figures are right, or the run ends and says by which line. Users do so many tasks, however long they take.
 */
class MisbehavingScenarioTest {
    private static final int TASKS = 20;

    private static final String SCENARIO = """
            import dev.throng.scenario.*;
            import java.io.*;
            import java.net.*;
            import java.util.*;

            @Count(1) class Good extends HttpUser {
                Wait wait = constant(0.01);
                @Task void look() { client.get("/api/v1/items?limit=1", name("good")); }
            }
            @Count(1) class Bad extends HttpUser {
                Wait wait = constant(0.01);
                @Task void task() throws Exception {
                    if (iteration() <= TIMES) bad();
                    client.get("/api/v1/items?limit=1", name("bad"));
                }
            BODY
            }
            """;

    @TempDir
    Path folder;

    /**
     * @param times how many of its tasks misbehave
     * @param caught what is noted of each of them; empty when they get through
     */
    record Misbehaviour(String name, int times, String body, String caught) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Misbehaviour> contained() {
        return Stream.of(
                new Misbehaviour("throws", 3, """
                        void bad() {
                            throw new IllegalStateException("thrown"); // here
                        }
                        """, "thrown"),
                new Misbehaviour("recurses", 3, """
                        void bad() { deeper(1); }
                        long deeper(long n) { return deeper(n + 1) + 1; } // here
                        """, "StackOverflowError"),
                new Misbehaviour("loops for ever", 1, """
                        void bad() {
                            for (long n = 0; n >= 0; n = n == Long.MAX_VALUE ? 0 : n + 1) {} // here
                        }
                        """, "without a break"),
                new Misbehaviour("hogs the loop", 1, """
                        void bad() {
                            for (long end = System.nanoTime() + 800_000_000L; System.nanoTime() < end; ) {}
                        }
                        """, ""),
                new Misbehaviour("allocates without end", 1, """
                        void bad() {
                            List<byte[]> all = new ArrayList<>();
                            while (true) all.add(new byte[8 << 20]); // here
                        }
                        """, "OutOfMemoryError"),
                new Misbehaviour("sleeps", 3, """
                        void bad() throws Exception { Thread.sleep(100); }
                        """, ""),
                new Misbehaviour("waits for a foreign lock", 3, """
                        static final Object LOCK = new Object();
                        void bad() throws Exception {
                            Thread foreign = Thread.ofPlatform().start(() -> {
                                synchronized (LOCK) { try { Thread.sleep(200); } catch (InterruptedException e) {} }
                            });
                            Thread.sleep(50);
                            synchronized (LOCK) { client.get("/api/v1/items?limit=1", name("locked")); }
                            foreign.join();
                        }
                        """, ""),
                new Misbehaviour("asks a database by a driver that blocks", 3, """
                        static final java.sql.Connection DATABASE = connection();
                        static java.sql.Connection connection() {
                            try {
                                String port = org.h2.tools.Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start().getURL().replaceAll(".*:", "");
                                var database = java.sql.DriverManager.getConnection("jdbc:h2:tcp://127.0.0.1:" + port + "/mem:shop");
                                database.createStatement().execute("CREATE ALIAS SLEEP FOR 'java.lang.Thread.sleep(long)'");
                                return database;
                            } catch (java.sql.SQLException e) { throw new IllegalStateException(e); }
                        }
                        void bad() throws Exception {
                            try (var slow = DATABASE.createStatement(); var rows = slow.executeQuery("SELECT SLEEP(100), 1")) {
                                if (!rows.next() || rows.getInt(2) != 1) throw new IllegalStateException("no answer");
                            }
                        }
                        """, ""),
                new Misbehaviour("ends the JVM", 3, """
                        void bad() {
                            System.exit(7); // here
                        }
                        """, "System.exit(7)"),
                new Misbehaviour("prints a gigabyte", 8, """
                        void bad() {
                            String much = "x".repeat(1 << 20);
                            for (int i = 0; i < 128; i++) {
                                System.out.println(much);
                                if (i % 8 == 0) pause(0.001);
                            }
                        }
                        """, ""));
    }

    @ParameterizedTest
    @MethodSource
    void contained(Misbehaviour misbehaviour) throws Exception {
        String source = SCENARIO.replace("TIMES", Integer.toString(misbehaviour.times))
                .replace("BODY", misbehaviour.body.indent(4).stripTrailing());
        Ran run = run(source, "users: 2", "iterationsPerUser: " + TASKS);

        assertThat(run.exitCode).as(run.output).isIn(ExitCode.PASSED, ExitCode.GENERATOR_UNHEALTHY, ExitCode.UNCERTAIN);
        int passed = misbehaviour.caught.isEmpty() ? TASKS : TASKS - misbehaviour.times;
        assertThat(run.requests("good")).isEqualTo(TASKS);
        assertThat(run.requests("bad")).isEqualTo(passed);
        assertThat(run.json.at("/total/failures").asLong()).isZero();
        assertThat(run.json.at("/total/requests").asLong()).isEqualTo(run.served);
        if (misbehaviour.caught.isEmpty()) {
            assertThat(run.json.path("exceptions")).isEmpty();
        } else {
            JsonNode noted = run.json.at("/exceptions/0");
            assertThat(noted.path("message").asText())
                    .contains(misbehaviour.caught, "in the code of Bad (Scenario.java:" + line(source) + ")");
            assertThat(run.exceptions()).isEqualTo(misbehaviour.times);
        }
        assertThat(run.output).hasSizeLessThan(600_000);
    }

    private static long line(String source) {
        return source.substring(0, source.indexOf("// here")).lines().count();
    }

    @Test
    void codeThatHoldsItsLoopAgainAndAgainEndsTheRun() throws Exception {
        Ran run = run("""
                import dev.throng.scenario.*;

                class Endless extends HttpUser {
                    @Task void task() {
                        client.get("/api/v1/items?limit=1");
                        while (true) {}
                    }
                }
                """, "users: 1", "runTime: 5m");

        assertThat(run.exitCode).as(run.output).isEqualTo(ExitCode.BROKEN);
        assertThat(run.output).contains("out of hand").contains("Scenario.java:6");
        assertThat(run.json.at("/total/requests").asLong()).isEqualTo(run.served);
    }

    @Test
    void codeThatCannotBeEndedEndsTheRunWithItsLine() throws Exception {
        Ran run = run("""
                import dev.throng.scenario.*;
                import java.util.regex.*;

                class Greedy extends HttpUser {
                    @Task void task() {
                        client.get("/api/v1/items?limit=1");
                        if (iteration() == 5) Pattern.matches("(?:(a|b)*)*c(\\\\1|d)", "ab".repeat(30));
                    }
                }
                """, "users: 1", "runTime: 5m");

        assertThat(run.exitCode).as(run.output).isEqualTo(ExitCode.BROKEN);
        assertThat(run.json.at("/verdict/message").asText())
                .contains("out of hand", "can't be ended", "(Scenario.java:7)");
        assertThat(run.json.at("/total/requests").asLong())
                .isEqualTo(run.served)
                .isEqualTo(5);
    }

    @Test
    void codeThatKeepsEverMoreMemoryEndsTheRunBeforeTheProcessDies() throws Exception {
        Ran run = run("""
                import dev.throng.scenario.*;
                import java.util.*;

                class Hoarder extends HttpUser {
                    static final List<byte[]> KEPT = new ArrayList<>();
                    Wait wait = constant(0.02);
                    @Task void task() {
                        client.get("/api/v1/items?limit=1");
                        KEPT.add(new byte[4 << 20]);
                    }
                }
                """, "users: 2", "runTime: 5m");

        assertThat(run.exitCode).as(run.output).isEqualTo(ExitCode.BROKEN);
        assertThat(run.json.at("/verdict/message").asText())
                .matches("the scenario's code is out of hand: it keeps \\d+ MiB of 300 MiB.*");
        assertThat(run.json.at("/total/requests").asLong())
                .isEqualTo(run.served)
                .isPositive();
    }

    @Test
    void whatCodeTakesForAFailureIsKeptAsItWentOverTheWire() throws Exception {
        Ran run = run("""
                import dev.throng.scenario.*;

                class Strict extends HttpUser {
                    @Task void checked() {
                        try (CheckedResponse r = client.check().get("/api/v1/items?limit=1", name("checked"),
                                bearer("very-secret"), header("X-Kind", "a"))) {
                            r.fail("not to my liking");
                        }
                    }
                    @Task void expected() { client.get("/api/v1/items?limit=2", name("expected"), expectBody("nowhere")); }
                }
                """, "users: 2", "iterationsPerUser: 10", "http: {logFailures: 20}");

        String kept = run.json.path("exchanges").toString();
        assertThat(kept)
                .contains("not to my liking", "GET /api/v1/items?limit=1", "X-Kind: a", "HTTP/1.1 200", "pagination")
                .contains("body lacks")
                .doesNotContain("very-secret");
    }

    private record Ran(int exitCode, String output, JsonNode json, long served) {
        long requests(String name) {
            for (JsonNode row : json.path("names")) {
                if (row.at("/key/name").asText().equals(name)) {
                    return row.path("requests").asLong();
                }
            }
            throw new AssertionError("no " + name + " in " + json.path("names"));
        }

        long exceptions() {
            long all = 0;
            for (JsonNode row : json.path("exceptions")) {
                all += row.path("occurrences").asLong();
            }
            return all;
        }
    }

    private Ran run(String source, String... load) throws Exception {
        Path file = Files.writeString(
                folder.resolve("test.yaml"),
                """
                apiVersion: throng.dev/v1
                kind: LoadTest
                metadata: {name: misbehaving}
                spec:
                  target: http://localhost:1
                  scenario: {java: {source: %s}}
                  spawnRate: 100
                  thresholds: [{expect: exceptions < 100}, {expect: failures < 100}]
                """.formatted(new JsonMapper().writeValueAsString(source))
                        + String.join("\n", load).indent(2));
        Path json = folder.resolve("r.json");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT);
                Throng throng = Throng.start(
                        folder,
                        "run",
                        file,
                        "--headless",
                        "--json",
                        json,
                        "--classpath",
                        ChildJvm.database(),
                        "--host",
                        "http://127.0.0.1:" + target.port())) {
            int exitCode = throng.await();
            assertThat(json).as(throng.output()).exists();
            return new Ran(exitCode, throng.output(), new JsonMapper().readTree(json.toFile()), target.answered());
        }
    }
}
