package dev.throng.runner.cli;

import dev.throng.runner.cluster.About;
import dev.throng.runner.cluster.LocalRun;
import dev.throng.runner.engine.EngineOptions;
import dev.throng.runner.engine.Limits;
import dev.throng.runner.engine.LoopEngine;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.PlanOptions;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = "Runs a LoadTest on this machine and ends with its verdict as the exit code.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "LoadTest YAML; - is standard input.")
    private String file = "";

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private WebOptions web = new WebOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws Exception {
        TestFile test = TestFile.read(file);
        try (DemoBeside demo = DemoBeside.of(test, load.host)) {
            PlanOptions options = load.planOptions();
            Plan plan = test.compile(demo.url().map(options::withTarget).orElse(options));
            demo.url().ifPresent(url -> say("demo target on " + url));
            EngineOptions engine = EngineOptions.forThisMachine();
            engine.drawbacks().forEach(this::say);
            Limits.ofThisProcess().warning(plan, 1).ifPresent(this::say);
            boolean interactive = plan.shape().isEmpty();
            return new Session(
                            spec.commandLine(),
                            web,
                            output,
                            interactive,
                            () -> LocalRun.start(
                                    plan, accepted -> LoopEngine.of(accepted, engine), about(test, engine)))
                    .run();
        }
    }

    private static About about(TestFile test, EngineOptions engine) {
        return About.newRun(Version.text(), test.text(), Machine.describe(engine), Optional.empty());
    }

    private void say(String line) {
        if (!output.quiet) {
            spec.commandLine().getErr().println(line);
        }
    }
}
