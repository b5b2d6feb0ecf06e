package dev.throng.runner.cli.session;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Machine;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.cli.process.Version;
import dev.throng.runner.cluster.LocalRun;
import dev.throng.runner.engine.LoopEngine;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.About;
import dev.throng.runner.report.Earlier;
import dev.throng.runner.sizing.Calibration;
import dev.throng.runner.sizing.Sizing;
import dev.throng.runner.stats.Figure;
import java.util.function.Consumer;

/** Finds out how many workers a plan needs, by driving a part of it from this process. */
public final class WorkersNeeded {
    private WorkersNeeded() {}

    /**
     * @param say is told what goes on, a line each
     * @throws Refusal nothing can be told
     */
    public static Sizing of(Plan plan, Consumer<String> say) throws InterruptedException {
        if (plan.shape().isEmpty()) {
            throw new Refusal(
                    ExitCode.INVALID,
                    "the file has no load model, so nobody knows how much there will be to do: give it one, or -u, -r and -t, or --rate");
        }
        EngineOptions engine = EngineOptions.forThisMachine();
        say.accept("calibrating with a growing part of the load, for "
                + Figure.seconds(Calibration.longest(plan).toSeconds()) + " at most");
        try {
            return Calibration.of(
                    plan, part -> LocalRun.start(part, accepted -> LoopEngine.of(accepted, engine), about(engine)));
        } catch (Calibration.FailedException failed) {
            throw new Refusal(ExitCode.BROKEN, "the calibration came to nothing: " + failed.getMessage());
        }
    }

    private static About about(EngineOptions engine) {
        return About.newRun(Version.text(), "", "", Machine.describe(engine), Earlier.NONE);
    }
}
