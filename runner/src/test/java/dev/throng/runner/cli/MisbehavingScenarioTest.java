package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.runner.demo.DemoOptions;
import dev.throng.runner.demo.DemoTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code that does what nobody should: the run and its other users go on, or the run ends and says by which line. */
class MisbehavingScenarioTest {
    private static final String MISBEHAVING = """
            import dev.throng.scenario.*;
            import java.util.*;

            @Count(1) class Good extends HttpUser {
                Wait wait = constant(0.05);
                @Task void look() { client.get("/api/v1/items?limit=1", name("good")); }
            }
            abstract class Bad extends HttpUser {
                static final Object LOCK = new Object();
                @Override public void onStart() { client.get("/api/v1/items?limit=1", name("bad")); }
            }
            @Count(1) class Throws extends Bad {
                @Task void task() { try { throw new IllegalStateException("thrown"); } finally { stopLater(); } }
                void stopLater() { if (iteration() > 2) stopUser(); }
            }
            @Count(1) class Recursive extends Bad {
                Wait wait = constant(60);
                @Task void task() { deeper(1); }
                long deeper(long n) { return deeper(n + 1) + 1; }
            }
            @Count(1) class Endless extends Bad {
                Wait wait = constant(60);
                @Task void task() { for (long n = 0; ; n++) { if (n < 0) break; } }
            }
            @Count(1) class Quits extends Bad {
                Wait wait = constant(60);
                @Task void task() { System.exit(7); }
            }
            @Count(1) class Prints extends Bad {
                Wait wait = constant(60);
                @Task void task() { for (int i = 0; i < 200_000; i++) System.out.println("printed " + i); }
            }
            @Count(1) class Sleeps extends Bad {
                Wait wait = constant(60);
                @Task void task() throws Exception { Thread.sleep(300); client.get("/api/v1/items?limit=1", name("slept")); }
            }
            @Count(1) class Locks extends Bad {
                Wait wait = constant(60);
                @Task void task() throws Exception {
                    Thread foreign = Thread.ofPlatform().start(() -> {
                        synchronized (LOCK) { try { Thread.sleep(500); } catch (InterruptedException e) { } }
                    });
                    Thread.sleep(100);
                    synchronized (LOCK) { client.get("/api/v1/items?limit=1", name("locked")); }
                    foreign.join();
                }
            }
            @Count(1) class Allocates extends Bad {
                Wait wait = constant(60);
                @Task void task() { List<byte[]> all = new ArrayList<>(); while (true) all.add(new byte[8 << 20]); }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void othersGoOnAndTheResultNamesTheLine() throws Exception {
        Result run = run(MISBEHAVING, "-u", "9", "-r", "1000", "-t", "8s");

        assertThat(run.exitCode()).as(run.output()).isIn(ExitCode.PASSED, ExitCode.GENERATOR_UNHEALTHY);
        assertThat(run.json().at("/total/requests").asLong()).isEqualTo(run.served());
        assertThat(run.exceptions())
                .contains("thrown in the code of Throws (Scenario.java:13)")
                .contains("StackOverflowError in the code of Recursive (Scenario.java:")
                .contains("without a break", "in the code of Endless (Scenario.java:23)")
                .contains("System.exit(7)", "in the code of Quits (Scenario.java:27)")
                .contains("OutOfMemoryError");
        assertThat(run.count("good"))
                .as("of some 180, less where a loop was held")
                .isPositive();
        assertThat(run.failures()).isZero();
        assertThat(run.output())
                .contains("what it prints from now on is dropped")
                .hasSizeLessThan(600_000);
    }

    @Test
    void codeThatHoldsItsLoopAgainAndAgainEndsTheRun() throws Exception {
        Result run = run("""
                import dev.throng.scenario.*;

                class Endless extends HttpUser {
                    @Task void task() {
                        client.get("/api/v1/items?limit=1");
                        while (true) {}
                    }
                }
                """, "-u", "1", "-r", "1", "-t", "5m");

        assertThat(run.exitCode()).as(run.output()).isEqualTo(ExitCode.BROKEN);
        assertThat(run.output()).contains("out of hand").contains("Scenario.java:6");
        assertThat(run.json().at("/total/requests").asLong()).isEqualTo(run.served());
    }

    private record Result(int exitCode, String output, JsonNode json, long served) {
        String exceptions() {
            return json.toString();
        }

        long failures() {
            return json.at("/total/failures").asLong();
        }

        long count(String name) {
            return row(name).path("requests").asLong();
        }

        private JsonNode row(String name) {
            for (JsonNode row : json.path("names")) {
                if (row.at("/key/name").asText().equals(name)) {
                    return row;
                }
            }
            throw new AssertionError("no " + name + " in " + json.path("names"));
        }
    }

    private Result run(String source, String... load) throws Exception {
        Path file = Files.writeString(folder.resolve("Scenario.java"), source);
        Path json = folder.resolve("r.json");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            Object[] arguments = {
                "run", file, "--headless", "--json", json, "--host", "http://127.0.0.1:" + target.port()
            };
            Object[] all = java.util.stream.Stream.concat(
                            java.util.Arrays.stream(arguments), java.util.Arrays.stream(load))
                    .toArray();
            try (Throng throng = Throng.start(folder, all)) {
                int exitCode = throng.await();
                return new Result(
                        exitCode, throng.output(), new JsonMapper().readTree(json.toFile()), target.answered());
            }
        }
    }
}
