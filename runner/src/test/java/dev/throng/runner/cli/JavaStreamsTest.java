package dev.throng.runner.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.process.Machine;
import dev.throng.runner.cluster.LocalRun;
import dev.throng.runner.demo.DemoOptions;
import dev.throng.runner.demo.DemoTarget;
import dev.throng.runner.engine.LoopEngine;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.report.About;
import dev.throng.runner.report.Earlier;
import dev.throng.runner.report.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams, as scenarios in Java read them. */
@Timeout(120)
class JavaStreamsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void streamsAreReadAsTheyAreAskedFor() throws Exception {
        Path source = Path.of("src", "test", "resources", "dev", "throng", "runner", "cli", "StreamWords.java");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            Result result = run(Files.readString(source), target, 1, 1);

            assertThat(result.exceptions()).isEmpty();
            assertThat(result.failures())
                    .extracting(Result.Failure::message)
                    .containsExactlyInAnyOrder(
                            "the stream ended after 3 events, expected 5", "no event for 50 ms", "only 1");
            assertThat(count(result, "TIME:all first event")).isEqualTo(1);
            assertThat(count(result, "TIME:all between events")).isEqualTo(2);
            assertThat(count(result, "COUNTER:rows lines")).isEqualTo(1);
            assertThat(count(result, "TIME:unkept first piece")).isEqualTo(1);
        }
    }

    @Test
    void theSampleMeasuresTokensAsTheServerSendsThem() throws Exception {
        String source = Files.readString(Path.of("..", "k8s", "samples", "java", "LanguageModel.java"))
                .replace("between(0.1, 0.5)", "between(0.001, 0.005)")
                .replace("every=50", "every=1");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            Result result = run(source, target, 2, 8);

            assertThat(result.exceptions()).isEmpty();
            assertThat(result.total().failures()).isZero();
            assertThat(result.total().requests()).isEqualTo(16).isEqualTo(target.answered());
            long chats = count(result, "TIME:chat first token");
            assertThat(chats).isBetween(1L, 16L);
            assertThat(count(result, "TIME:news first event")).isEqualTo(16 - chats);
            assertThat(count(result, "TIME:news between events")).isEqualTo(9 * (16 - chats));
            // What the server says it has sent is what was counted, less the first of each.
            assertThat(sum(result, "COUNTER:tokens of the model"))
                    .isEqualTo(sum(result, "COUNTER:chat tokens"))
                    .isEqualTo(count(result, "TIME:chat between tokens") + chats);
        }
    }

    private static long count(Result result, String metric) {
        Result.Timing timing = result.timings().get("metric:" + metric);
        assertThat(timing).as(metric + " of " + result.timings().keySet()).isNotNull();
        return timing.count();
    }

    private static long sum(Result result, String metric) {
        Result.Timing timing = result.timings().get("metric:" + metric);
        assertThat(timing).as(metric + " of " + result.timings().keySet()).isNotNull();
        return Math.round(timing.mean() * timing.count());
    }

    private static Result run(String source, DemoTarget target, int users, int tasks) throws Exception {
        ObjectNode test = JSON.createObjectNode();
        test.put("apiVersion", "throng.dev/v1")
                .put("kind", "LoadTest")
                .putObject("metadata")
                .put("name", "streams");
        ObjectNode spec = test.putObject("spec");
        spec.put("users", users).put("spawnRate", 100).put("iterationsPerUser", tasks);
        spec.putObject("scenario").putObject("java").put("source", source);
        var plan = TestFile.of("streams.yaml", test.toString().getBytes(StandardCharsets.UTF_8))
                .compile(PlanOptions.DEFAULTS
                        .withTarget("http://127.0.0.1:" + target.port())
                        .withSeed(1));
        About about = About.newRun("test", "", "", Machine.describe(EngineOptions.forThisMachine()), Earlier.NONE);
        return LocalRun.start(plan, accepted -> LoopEngine.of(accepted, new EngineOptions(1, Pollers.choose())), about)
                .result()
                .get(100, SECONDS);
    }
}
