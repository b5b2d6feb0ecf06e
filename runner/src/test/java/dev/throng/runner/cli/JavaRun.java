package dev.throng.runner.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.process.Machine;
import dev.throng.runner.cluster.LocalRun;
import dev.throng.runner.engine.LoopEngine;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.report.About;
import dev.throng.runner.report.Earlier;
import dev.throng.runner.report.Result;
import dev.throng.runner.stats.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Runs sources in Java in this process, and looks up what came of it. */
public final class JavaRun {
    private static final JsonMapper JSON = new JsonMapper();

    private JavaRun() {}

    /** @param files sources by their names @param port of the target, on this machine @param tasks of each user */
    public static Result of(Map<String, String> files, int port, int users, int tasks) throws Exception {
        return of(files, List.of(), Map.of(), port, users, tasks);
    }

    /** @param classpath archives that the sources use @param around what the LoadTest says beside */
    public static Result of(
            Map<String, String> files, List<Path> classpath, Map<String, Object> around, int port, int users, int tasks)
            throws Exception {
        ObjectNode test = JSON.createObjectNode();
        test.put("apiVersion", "throng.dev/v1")
                .put("kind", "LoadTest")
                .putObject("metadata")
                .put("name", "in-java");
        ObjectNode spec = test.putObject("spec");
        spec.put("users", users).put("spawnRate", 100).put("iterationsPerUser", tasks);
        around.forEach((field, value) -> spec.set(field, JSON.valueToTree(value)));
        ObjectNode java = spec.putObject("scenario").putObject("java");
        classpath.forEach(archive -> java.withArray("classpath").add(archive.toString()));
        ObjectNode sources = java.putObject("files");
        files.forEach(sources::put);
        var plan = TestFile.of("in-java.yaml", test.toString().getBytes(StandardCharsets.UTF_8))
                .compile(PlanOptions.DEFAULTS
                        .withTarget("http://127.0.0.1:" + port)
                        .withSeed(1));
        About about = About.newRun("test", "", "", Machine.describe(EngineOptions.forThisMachine()), Earlier.NONE);
        return LocalRun.start(plan, accepted -> LoopEngine.of(accepted, new EngineOptions(1, Pollers.choose())), about)
                .result()
                .get(100, SECONDS);
    }

    /** The same as often as it takes until the generator does not stand still: what ran across that is in no time. */
    public static Result measured(Callable<Result> run) throws Exception {
        for (int attempts = 0; attempts < 5; attempts++) {
            Result result = run.call();
            Result.Timing standstill = result.timings().get(Snapshot.STANDSTILL);
            if (standstill == null || standstill.count() == 0) {
                return result;
            }
        }
        throw new AssertionError("the generator stood still in every run");
    }

    /** How many values a metric has: {@code TIME:chat first token}. */
    public static long count(Result result, String metric) {
        return timing(result, metric).count();
    }

    public static long sum(Result result, String metric) {
        Result.Timing timing = timing(result, metric);
        return Math.round(timing.mean() * timing.count());
    }

    private static Result.Timing timing(Result result, String metric) {
        Result.Timing timing = result.timings().get("metric:" + metric);
        assertThat(timing).as(metric + " of " + result.timings().keySet()).isNotNull();
        return timing;
    }
}
