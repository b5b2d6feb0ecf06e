package dev.throng.runner.cluster;

import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.compile.Compiled;
import dev.throng.runner.plan.compile.PlanCompiler;
import dev.throng.runner.plan.option.PlanOptions;
import java.nio.charset.StandardCharsets;

/** A plan that only lasts: what is reported has nothing to do with it. */
final class SimulatedPlan {
    private SimulatedPlan() {}

    static Plan of(int seconds) {
        String text = """
                apiVersion: throng.dev/v1
                kind: LoadTest
                metadata: {name: simulation}
                spec:
                  target: http://localhost
                  scenario: {users: [{name: User, tasks: [{get: /}]}]}
                  users: 1000
                  spawnRate: 1000
                  runTime: %ds
                """.formatted(seconds);
        Reading.Accepted read =
                (Reading.Accepted) LoadTestReader.read("simulation", text.getBytes(StandardCharsets.UTF_8));
        var test = read.loadTests().getFirst();
        return ((Compiled.Accepted) PlanCompiler.compile(test.name(), test.spec(), PlanOptions.DEFAULTS)).plan();
    }
}
