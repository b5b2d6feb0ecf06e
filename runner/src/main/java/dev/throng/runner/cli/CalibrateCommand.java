package dev.throng.runner.cli;

import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.option.CodeOptions;
import dev.throng.runner.cli.option.DurationOption;
import dev.throng.runner.cli.option.LoadOptions;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.cli.session.DemoBeside;
import dev.throng.runner.cli.session.RunHooks;
import dev.throng.runner.cli.session.TargetGate;
import dev.throng.runner.cli.session.WorkersNeeded;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.sizing.Sizing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "calibrate",
        description = {
            CalibrateCommand.ABOUT,
            "Drives a growing part of its load for up to a minute, never more than its peak, and looks at what that costs."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CalibrateCommand implements Callable<Integer> {
    /** What it does, in a line. */
    static final String ABOUT = "Says how many workers like this process a LoadTest needs.";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "LoadTest YAML or a scenario in code; - is standard input.")
    private String file = "";

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private CodeOptions code = new CodeOptions();

    @Option(
            names = "--number-file",
            paramLabel = "FILE",
            description = "Write the number of workers there too, a space, and why: '3 50 %% of 400/s kept …'.")
    private @Nullable Path numberFile;

    @Option(
            names = "--await-target",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            defaultValue = "0s",
            description = "Wait for the target to accept connections for so long.")
    private Duration awaitTarget = Duration.ZERO;

    @Override
    public Integer call() throws InterruptedException {
        TestFile test = TestFile.read(file).with(code.context());
        try (DemoBeside demo = DemoBeside.of(test, load.host)) {
            PlanOptions options = load.planOptions().withReflection(awaitTarget, this::say);
            Plan plan = test.compile(demo.url().map(options::withTarget).orElse(options));
            if (!awaitTarget.isZero() && !new TargetGate(plan.target()).await(awaitTarget, this::say)) {
                throw new Refusal(ExitCode.BROKEN, "the target accepts no connections");
            }
            try (RunHooks hooks = RunHooks.beforeLoad(plan)) {
                return hooks.ended(tell(WorkersNeeded.of(hooks.plan(), this::say)));
            }
        }
    }

    private int tell(Sizing sizing) {
        spec.commandLine().getOut().println(sizing.message());
        if (numberFile != null) {
            try {
                Files.writeString(numberFile, sizing.workers() + " " + sizing.message());
            } catch (IOException unwritable) {
                throw new Refusal(ExitCode.BROKEN, "could not write " + numberFile + ": " + unwritable.getMessage());
            }
        }
        return ExitCode.PASSED;
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
    }
}
