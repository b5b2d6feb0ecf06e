package dev.throng.runner.cli.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.cli.file.CodeParcel;
import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.option.LoadOptions;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.PlanHash;
import dev.throng.runner.plan.http.HttpVersion;
import dev.throng.runner.plan.option.PlanOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a master tells its workers to compile: the file's text and what the command line said over it, so that all compile
 * the same plan. Environment variables and files are each process's own.
 */
public final class SharedPlan {
    private static final JsonMapper JSON = new JsonMapper();

    /** A little of everything that most test files have. */
    private static final String USUAL = """
            apiVersion: throng.dev/v1
            kind: LoadTest
            metadata: {name: usual}
            spec:
              target: http://127.0.0.1:1
              scenario:
                users:
                - name: Visitor
                  wait: {between: [1s, 2s]}
                  headers: {Authorization: "Bearer ${token}"}
                  onStart:
                  - post: /login
                    json: {user: usual}
                    capture: {token: {json: $.token}}
                  tasks:
                  - weight: 2
                    get: /items?page=${random.int(1, 10)}
                    name: /items
                    expect: {status: [200], json: [{path: $.data}]}
              users: 1
              runTime: 1s
              thresholds: [{expect: p95 < 1s}]
            """;

    private SharedPlan() {}

    /**
     * Has ready what {@link #compile} needs, on a thread of its own: what a process does for the first time takes it half a
     * second, in which a worker else does nothing but wait for its master.
     */
    public static void warmUp() {
        String text = JSON.createObjectNode().put("file", USUAL).toString();
        Thread.ofPlatform().daemon().name("throng-warm-up").start(() -> {
            try {
                compile(text);
            } catch (IllegalArgumentException unimportant) {
                // What is wrong here is wrong with the master's plan too, which is compiled where it can be told.
            }
        });
    }

    /** @param options as the master's plan was compiled with; its seed is the plan's */
    public static String write(TestFile test, PlanOptions options, Plan plan) {
        ObjectNode text = common(test, options);
        text.put("target", plan.target().toString());
        text.put("seed", plan.seed());
        text.put("shared", plan.shared());
        text.put("folder", test.folder().toString());
        if (plan.once().coded()) {
            text.put("ahead", true);
        }
        plan.feeds().forEach(feed -> text.withArray("data").add(feed.rows().checksum()));
        CodeParcel.pack(test.code(), text.putObject("code"));
        return text.toString();
    }

    /** The identity of the plan: of two runs whose file and load are the same, whatever their target and seed. */
    public static String hash(TestFile test, PlanOptions options) {
        return PlanHash.of(common(test, options).toString());
    }

    private static ObjectNode common(TestFile test, PlanOptions options) {
        ObjectNode text = JSON.createObjectNode();
        options.users().ifPresent(users -> text.put("users", users));
        options.spawnRate().ifPresent(rate -> text.put("spawnRate", rate));
        options.rate().ifPresent(rate -> text.put("rate", rate));
        options.runTime().ifPresent(length -> text.put("runTimeNanos", length.toNanos()));
        options.iterations().ifPresent(number -> text.put("iterations", number));
        options.httpVersion().ifPresent(version -> text.put("httpVersion", version.word()));
        options.httpStreams().ifPresent(streams -> text.put("httpStreams", streams));
        text.put("timeScale", options.timeScale());
        text.put("userScale", options.userScale());
        text.put("file", test.text());
        CodeParcel.identify(test.code(), text);
        return text;
    }

    /** @throws IllegalArgumentException with all that is wrong, for people */
    public static Plan compile(String text) {
        try {
            JsonNode shared = JSON.readTree(text);
            byte[] file = shared.path("file").asText().getBytes(StandardCharsets.UTF_8);
            Plan plan = TestFile.of("the master's plan", file)
                    .in(Path.of(shared.path("folder").asText("")))
                    .with(CodeParcel.unpack(shared.path("code")))
                    .compile(options(shared));
            return same(shared.path("ahead").asBoolean() ? plan.withCodeAhead() : plan, shared.path("data"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the master's plan cannot be read: " + e.getOriginalMessage(), e);
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(refusal.getMessage(), refusal);
        }
    }

    /** Numbers of rows mean the same everywhere only if the files are the same. */
    private static Plan same(Plan plan, JsonNode checksums) {
        for (int i = 0; i < plan.feeds().size(); i++) {
            if (plan.feeds().get(i).rows().checksum() != checksums.path(i).asLong()) {
                throw new IllegalArgumentException(
                        "the data " + plan.feeds().get(i).name()
                                + " is another file here than at the master: give all of them the same");
            }
        }
        return plan;
    }

    private static PlanOptions options(JsonNode shared) {
        PlanOptions options = LoadOptions.ofThisProcess()
                .withFetching()
                .withReflection()
                .withTarget(shared.path("target").asText())
                .withSeed(shared.path("seed").asLong())
                .withShared(shared.path("shared").asText(""))
                .withScales(
                        shared.path("timeScale").asDouble(1),
                        shared.path("userScale").asDouble(1));
        options = shared.has("users") ? options.withUsers(shared.get("users").asInt()) : options;
        options = shared.has("spawnRate")
                ? options.withSpawnRate(shared.get("spawnRate").asDouble())
                : options;
        options = shared.has("rate") ? options.withRate(shared.get("rate").asDouble()) : options;
        options = shared.has("iterations")
                ? options.withIterations(shared.get("iterations").asLong())
                : options;
        options = shared.has("httpVersion")
                ? options.withHttpVersion(
                        HttpVersion.of(shared.get("httpVersion").asText()))
                : options;
        options = shared.has("httpStreams")
                ? options.withHttpStreams(shared.get("httpStreams").asInt())
                : options;
        return shared.has("runTimeNanos")
                ? options.withRunTime(
                        Duration.ofNanos(shared.get("runTimeNanos").asLong()))
                : options;
    }
}
