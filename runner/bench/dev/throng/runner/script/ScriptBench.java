package dev.throng.runner.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.runner.script.compile.Scripts;
import dev.throng.runner.script.json.JsonDocument;
import dev.throng.runner.script.json.JsonQuery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the production suite's templates and checks cost per request; run with {@code -prof gc} to see that they allocate nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScriptBench {
    private static final byte[] LIST = list(20).getBytes(StandardCharsets.UTF_8);

    private final Scripts scripts = new Scripts(name -> null);
    private final Variables variables = new Variables();
    private final Place place = new Place("bench", new ArrayList<>());
    private final FakeScope scope = new FakeScope(1);
    private final JsonDocument document = new JsonDocument();
    private final ByteSink out = new ByteSink(512);
    private final Template path = scripts.path(
            "", "/api/v1/items?page=${random.int(1, 10)}&limit=${random.pick(10, 20, 50)}", variables, place);
    private final Template body = body();
    private final JsonQuery data = scripts.query("$.data", place);
    private final JsonQuery pagination = scripts.query("$.pagination", place);
    private final JsonQuery rich = scripts.query("$.data[*].id", place);

    @Benchmark
    public int path() {
        out.truncate(0);
        path.appendTo(scope, out);
        return out.length();
    }

    @Benchmark
    public int jsonBody() {
        out.truncate(0);
        body.appendTo(scope, out);
        return out.length();
    }

    /** Two checks on the list of twenty items, about 1.7 KB. */
    @Benchmark
    public boolean jsonChecks() {
        return data.present(list()) & pagination.present(document);
    }

    @Benchmark
    public boolean richJsonPath() {
        return rich.present(list());
    }

    private JsonDocument list() {
        return document.set(LIST, 0, LIST.length);
    }

    private Template body() {
        try {
            return scripts.json(new JsonMapper().readTree("""
                            {"name": "Load Test Item ${random.string(8)}", "description": "Created during load testing",
                             "price": "${random.double(10, 1000)}"}
                            """), variables, place);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String list(int items) {
        StringBuilder json = new StringBuilder("{\"data\":[");
        for (int i = 0; i < items; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"id\":" + i + ",\"name\":\"Item " + i
                            + "\",\"description\":\"Some words\",\"price\":12.5}");
        }
        return json.append("],\"pagination\":{\"page\":1,\"limit\":20,\"total\":1000}}")
                .toString();
    }
}
