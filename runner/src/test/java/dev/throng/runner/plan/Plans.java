package dev.throng.runner.plan;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.Problem;
import dev.throng.runner.plan.compile.Compiled;
import dev.throng.runner.plan.compile.PlanCompiler;
import dev.throng.runner.plan.option.PlanOptions;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Plans from the YAML of a LoadTest, or of its spec alone. */
public final class Plans {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Plans() {}

    /** The plan; fails with all problems when there is none. */
    public static Plan of(String yaml) {
        return of(yaml, PlanOptions.DEFAULTS);
    }

    public static Plan of(String yaml, PlanOptions options) {
        return switch (compile(yaml, options)) {
            case Compiled.Accepted accepted -> accepted.plan();
            case Compiled.Refused refused -> throw new AssertionError(refused.problems());
        };
    }

    /** A plan of one class of users that get one path again and again, without a pause and without an end. */
    public static Plan get(String target, String path, int users) {
        return of("""
                target: %s
                scenario: {users: [{name: User, tasks: [{get: "%s"}]}]}
                users: %d
                spawnRate: 1000000
                """.formatted(target, path, users));
    }

    public static List<Problem> problems(String yaml, PlanOptions options) {
        return switch (compile(yaml, options)) {
            case Compiled.Accepted accepted -> List.of();
            case Compiled.Refused refused -> refused.problems();
        };
    }

    static Compiled compile(String yaml, PlanOptions options) {
        Object document = new Load(LoadSettings.builder().build())
                .loadAllFromString(yaml)
                .iterator()
                .next();
        Object spec = document instanceof Map<?, ?> map && map.containsKey("spec") ? map.get("spec") : document;
        return PlanCompiler.compile("test", MAPPER.convertValue(spec, LoadTestSpec.class), options);
    }
}
