package dev.throng.runner.cluster.worker;

import dev.throng.runner.engine.Engine;
import dev.throng.runner.plan.Plan;

/** Makes the engine that executes a plan; called once per run, where {@link WorkerEnvironment} has the plan compiled. */
@FunctionalInterface
public interface EngineFactory {
    Engine create(Plan plan);
}
