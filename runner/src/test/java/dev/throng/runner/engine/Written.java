package dev.throng.runner.engine;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.compile.Compiled;
import dev.throng.runner.plan.compile.PlanCompiler;
import dev.throng.runner.plan.option.PlanOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Plans from what a user writes. */
final class Written {
    private Written() {}

    /** @param spec the specification's YAML, without the target */
    static Plan plan(URI target, Map<String, String> environment, String spec) {
        return plan(target, PlanOptions.DEFAULTS.withEnvironment(environment::get), spec);
    }

    /** The same with other options. */
    static Plan plan(URI target, PlanOptions options, String spec) {
        String file = "apiVersion: throng.dev/v1\nkind: LoadTest\nmetadata: {name: written}\nspec:\n  target: " + target
                + "\n" + spec.indent(2);
        LoadTestSpec read = switch (LoadTestReader.read("test", file.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted accepted -> accepted.loadTests().getFirst().spec();
            case Reading.Refused refused ->
                throw new IllegalArgumentException(refused.problems().renderWithSource());
        };
        return switch (PlanCompiler.compile("written", read, options)) {
            case Compiled.Accepted accepted -> accepted.plan();
            case Compiled.Refused refused ->
                throw new IllegalArgumentException(refused.problems().toString());
        };
    }
}
