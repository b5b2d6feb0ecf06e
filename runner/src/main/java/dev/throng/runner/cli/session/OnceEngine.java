package dev.throng.runner.cli.session;

import dev.throng.runner.engine.Engine;
import dev.throng.runner.engine.LoopEngine;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.plan.Plan;

/** Makes engines for what is done once, in the process of whoever conducts the run. */
public final class OnceEngine {
    private OnceEngine() {}

    public static Engine of(Plan plan) {
        return LoopEngine.of(plan, EngineOptions.forThisMachine().withLoops(1));
    }
}
