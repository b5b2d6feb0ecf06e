package dev.throng.runner.cluster.worker;

import dev.throng.runner.engine.Engine;
import dev.throng.runner.plan.Plan;

/** Makes the engine that executes a plan; called once per run, on the worker's loop. */
@FunctionalInterface
public interface EngineFactory {
    Engine create(Plan plan);
}
